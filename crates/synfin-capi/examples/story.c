/* What each TCP segment of a capture does: `story FILE.pcap`. Without a file, a few segments made by hand.
 *
 * Plain pcap files with the octets in this machine's order are read, and 64 connections are held: a real program has tables of its
 * own, and puts a synfin_flow into each place. */
#include "synfin.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PLACES = 64, LONGEST = 262144 };

/* A pair of sockets, its newest connection, and the one before. */
typedef struct place {
    uint8_t address[2][16];
    uint16_t port[2];
    synfin_flow newer;
    synfin_flow older;
} place;

static place places[PLACES];
static size_t used;

/* The place of a segment's connection, and which of its sides sent it; NULL if there is no room. */
static place *find(const synfin_segment *segment, uint8_t *side) {
    for (size_t index = 0; index < used; index++) {
        place *here = &places[index];
        for (*side = 0; *side < 2; ++*side) {
            uint8_t other = (uint8_t)(1 - *side);
            if (here->port[*side] == segment->source_port && here->port[other] == segment->destination_port &&
                memcmp(here->address[*side], segment->source, 16) == 0 &&
                memcmp(here->address[other], segment->destination, 16) == 0) {
                return here;
            }
        }
    }
    if (used == PLACES) {
        return NULL;
    }
    place *here = &places[used++];
    *side = 0;
    memcpy(here->address[0], segment->source, 16);
    memcpy(here->address[1], segment->destination, 16);
    here->port[0] = segment->source_port;
    here->port[1] = segment->destination_port;
    synfin_flow_init(&here->newer);
    synfin_flow_init(&here->older);
    return here;
}

/* Feeds a segment to its connection, and tells what it does. */
static int tell(const synfin_segment *segment) {
    uint8_t side;
    place *here = find(segment, &side);
    if (here == NULL) {
        return 0;
    }
    int32_t chosen = synfin_choose(&here->newer, &here->older, segment, side);
    if (chosen == SYNFIN_TO_NEITHER) {
        here->older = here->newer;
        synfin_flow_init_after(&here->newer, &here->older, side);
    }
    synfin_flow *flow = chosen == SYNFIN_TO_OLDER ? &here->older : &here->newer;
    synfin_verdict verdict;
    int32_t status = synfin_flow_feed(flow, segment, side, &verdict);
    if (status != SYNFIN_OK) {
        fprintf(stderr, "%s\n", synfin_status_text(status));
        return 1;
    }
    char reason[256];
    synfin_reason(&verdict, reason, sizeof reason);
    printf("%" PRIu64 " %s %s/%s %s\n", segment->frame, synfin_step_name(verdict.step),
           synfin_state_name(verdict.originator_state), synfin_state_name(verdict.responder_state), reason);
    return 0;
}

/* The header of a TCP segment from one of two ports, without options. */
static int made_by_hand(uint64_t frame, uint8_t from, uint32_t seq, uint32_t ack, uint8_t flags) {
    const uint16_t port[2] = {54203, 23};
    const uint16_t source = port[from], destination = port[1 - from];
    const uint8_t octets[20] = {
        (uint8_t)(source >> 8), (uint8_t)source, (uint8_t)(destination >> 8), (uint8_t)destination,
        (uint8_t)(seq >> 24), (uint8_t)(seq >> 16), (uint8_t)(seq >> 8), (uint8_t)seq,
        (uint8_t)(ack >> 24), (uint8_t)(ack >> 16), (uint8_t)(ack >> 8), (uint8_t)ack,
        0x50, flags, 0xff, 0xff, 0, 0, 0, 0,
    };
    synfin_segment segment;
    int32_t status = synfin_parse_segment(octets, sizeof octets, sizeof octets, &segment);
    if (status != SYNFIN_OK) {
        fprintf(stderr, "%s\n", synfin_status_text(status));
        return 1;
    }
    segment.frame = frame;
    segment.time = (int64_t)frame * 1000000000;
    /* Without an IP header the ends are told apart by what the caller knows of them. */
    segment.source[15] = (uint8_t)(1 + from);
    segment.destination[15] = (uint8_t)(2 - from);
    return tell(&segment);
}

static int hand_made(void) {
    enum { FIN = 1, SYN = 2, ACK = 16 };
    int failed = made_by_hand(1, 0, 100, 0, SYN) || made_by_hand(2, 1, 300, 101, SYN | ACK) ||
                 made_by_hand(3, 0, 101, 301, ACK) || made_by_hand(4, 0, 101, 301, FIN | ACK) ||
                 made_by_hand(5, 1, 301, 102, FIN | ACK) || made_by_hand(6, 0, 102, 302, ACK);
    uint8_t outcome;
    if (failed || synfin_flow_outcome(&places[0].newer, &outcome) != SYNFIN_OK) {
        return 1;
    }
    printf("%s\n", synfin_outcome_name(outcome));
    return 0;
}

static int capture(const char *path) {
    static uint8_t octets[LONGEST];
    uint32_t head[6], record[4];
    FILE *file = fopen(path, "rb");
    if (file == NULL || fread(head, sizeof head, 1, file) != 1 || (head[0] != 0xa1b2c3d4 && head[0] != 0xa1b23c4d)) {
        fprintf(stderr, "%s: not a pcap file of this machine's\n", path);
        return 1;
    }
    int64_t unit = head[0] == 0xa1b2c3d4 ? 1000 : 1;
    int failed = 0;
    for (uint64_t frame = 1; !failed && fread(record, sizeof record, 1, file) == 1; frame++) {
        if (record[2] > LONGEST || fread(octets, 1, record[2], file) != record[2]) {
            fprintf(stderr, "%s: frame %" PRIu64 ": damaged\n", path, frame);
            failed = 2;
            break;
        }
        synfin_segment segment;
        if (synfin_parse_frame((uint16_t)head[5], octets, record[2], record[3], &segment) == SYNFIN_OK) {
            segment.frame = frame;
            segment.time = (int64_t)record[0] * 1000000000 + (int64_t)record[1] * unit;
            failed = tell(&segment);
        }
    }
    fclose(file);
    return failed;
}

int main(int argc, char **argv) {
    fprintf(stderr, "synfin %s\n", synfin_version());
    return argc > 1 ? capture(argv[1]) : hand_made();
}
