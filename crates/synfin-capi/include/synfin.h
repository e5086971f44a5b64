/* synfin for C: what each TCP segment does in the life of its connection, the RFC 9293 states of both ends after it, and why.
 *
 * Made by cbindgen from crates/synfin-capi; do not edit. MIT or Apache-2.0, as you like. */

#ifndef SYNFIN_H
#define SYNFIN_H

#include <stddef.h>
#include <stdint.h>
/* Everything here is plain data of fixed size, owned by the caller; nothing is allocated, and nothing is kept between two calls.
 * Where a function does not return SYNFIN_OK, what it was to write is untouched. */

/**
 * `facts` of a segment: there is an IPv4 identification.
 */
#define SYNFIN_HAS_IDENTIFICATION 1

/**
 * `facts` of a segment: there is a maximum segment size option.
 */
#define SYNFIN_HAS_MSS 2

/**
 * `facts` of a segment: there is a window scale option.
 */
#define SYNFIN_HAS_WINDOW_SCALE 4

/**
 * `facts` of a segment: there is a SACK-permitted option.
 */
#define SYNFIN_HAS_SACK_PERMITTED 8

/**
 * `facts` of a segment: there is a timestamps option.
 */
#define SYNFIN_HAS_TIMESTAMPS 16

/**
 * `facts` of a segment: there is a Fast Open option (RFC 7413).
 */
#define SYNFIN_HAS_FAST_OPEN 32

/**
 * `facts` of a segment: its TCP header contradicts itself; nothing but ports, numbers and flags can be believed.
 */
#define SYNFIN_IS_MALFORMED 64

/**
 * `facts` of a segment: its checksum was verified and is wrong.
 */
#define SYNFIN_HAS_BAD_CHECKSUM 128

/**
 * `facts` of a segment: only part of it was captured.
 */
#define SYNFIN_IS_TRUNCATED 256

/**
 * Octets of a flow that its state may take.
 */
#define SYNFIN_FLOW_OCTETS 376

/**
 * The segment belongs to the newer connection, or the only one.
 */
#define SYNFIN_TO_NEWER 0

/**
 * The segment belongs to the older connection.
 */
#define SYNFIN_TO_OLDER 1

/**
 * The segment begins another connection: make a flow with `synfin_flow_init_after` the newer one.
 */
#define SYNFIN_TO_NEITHER 2

/**
 * `facts` of a verdict: `rel_seq` means something.
 */
#define SYNFIN_HAS_REL_SEQ 1

/**
 * `facts` of a verdict: `rel_ack` means something.
 */
#define SYNFIN_HAS_REL_ACK 2

/**
 * `facts` of a verdict: `window_scaled` means something.
 */
#define SYNFIN_HAS_WINDOW_SCALED 4

/**
 * What a call came to. Where a function returns another number, an error is one of these.
 */
enum synfin_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /**
   * All is well.
   */
  SYNFIN_OK = 0,
  /**
   * A pointer is null that must not be, or is not aligned for its type.
   */
  SYNFIN_BAD_POINTER = -1,
  /**
   * The octets end before the header does.
   */
  SYNFIN_CUT_SHORT = -2,
  /**
   * A header below TCP breaks its own rules.
   */
  SYNFIN_MALFORMED = -3,
  /**
   * Of a kind that is not read.
   */
  SYNFIN_UNSUPPORTED = -4,
  /**
   * Read rightly, and no TCP segment for a connection.
   */
  SYNFIN_NOT_TCP = -5,
  /**
   * These octets are no flow: `synfin_flow_init` was not called, or something else was written there.
   */
  SYNFIN_NOT_A_FLOW = -6,
  /**
   * A number that is none of those that it may be.
   */
  SYNFIN_BAD_NUMBER = -7,
  /**
   * A bug in synfin: it panicked, and that was contained.
   */
  SYNFIN_PANIC = -8,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum synfin_status synfin_status;
#else
typedef int32_t synfin_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * A TCP segment: what its header says, and what is to be known of its packet. `synfin_parse_segment` and `synfin_parse_frame` fill it;
 * `time` and `frame` are the caller's to fill.
 */
typedef struct synfin_segment {
  /**
   * When it was captured: nanoseconds since 1970-01-01T00:00:00Z.
   */
  int64_t time;
  /**
   * Number of its frame, from 1.
   */
  uint64_t frame;
  /**
   * Address of the sender; IPv4 as ::ffff:a.b.c.d. All 0 where no IP header was read, as in the next.
   */
  uint8_t source[16];
  /**
   * Address of the receiver.
   */
  uint8_t destination[16];
  /**
   * SEG.SEQ.
   */
  uint32_t seq;
  /**
   * SEG.ACK; means nothing without the ACK bit.
   */
  uint32_t ack;
  /**
   * Octets of payload by the IP header, captured or not.
   */
  uint32_t payload_len;
  /**
   * Where the payload begins, counted from the first octet that was given to be parsed.
   */
  uint32_t payload_offset;
  /**
   * Octets of the IP packet, header included; 0 where no IP header was read.
   */
  uint32_t ip_len;
  /**
   * TSval of the timestamps option.
   */
  uint32_t ts_val;
  /**
   * And its TSecr.
   */
  uint32_t ts_ecr;
  /**
   * Left edges of the first SACK blocks.
   */
  uint32_t sack_left[2];
  /**
   * And their right edges.
   */
  uint32_t sack_right[2];
  /**
   * SYNFIN_HAS_MSS and the like, a bit each.
   */
  uint32_t facts;
  /**
   * Port of the sender.
   */
  uint16_t source_port;
  /**
   * Port of the receiver.
   */
  uint16_t destination_port;
  /**
   * The nine control bits, FIN the lowest, then SYN, RST, PSH, ACK, URG, ECE, CWR, AE.
   */
  uint16_t flags;
  /**
   * SEG.WND, not yet scaled.
   */
  uint16_t window;
  /**
   * The checksum as it stands.
   */
  uint16_t checksum;
  /**
   * SEG.UP.
   */
  uint16_t urgent_pointer;
  /**
   * IPv4 identification.
   */
  uint16_t identification;
  /**
   * Maximum segment size option, octets.
   */
  uint16_t mss;
  /**
   * Window scale option: the shift count as sent.
   */
  uint8_t window_scale;
  /**
   * How many SACK blocks there are in `sack_left` and `sack_right`: 0 to 2.
   */
  uint8_t sack_blocks;
  /**
   * Octets of TCP header as it says itself.
   */
  uint8_t header_len;
  /**
   * 0.
   */
  uint8_t reserved[5];
} synfin_segment;

/**
 * A connection: plain data without pointers, which may be copied with memcpy and kept anywhere. Its octets mean something only to
 * the release that wrote them, and to no other.
 */
typedef struct synfin_flow {
  /**
   * Which release wrote it.
   */
  uint32_t made_by;
  /**
   * What is in `octets`, and which side opened the connection.
   */
  uint32_t facts;
  /**
   * Its state.
   */
  uint8_t octets[SYNFIN_FLOW_OCTETS];
} synfin_flow;

/**
 * What a segment does, and the state of both ends after it. The small numbers are told by the functions that name them.
 */
typedef struct synfin_verdict {
  /**
   * SEG.SEQ counted from the sender's ISN.
   */
  int64_t rel_seq;
  /**
   * SEG.ACK counted from the receiver's ISN.
   */
  int64_t rel_ack;
  /**
   * SEG.WND in octets.
   */
  uint32_t window_scaled;
  /**
   * SYNFIN_HAS_REL_SEQ and the like, a bit each.
   */
  uint32_t facts;
  /**
   * Remarks, a bit each, for `synfin_note_name`: bit 0 is note 0.
   */
  uint32_t notes;
  /**
   * The grounds, for `synfin_reason`: which they are.
   */
  uint32_t grounds;
  /**
   * And the numbers in them.
   */
  uint32_t numbers[4];
  /**
   * What the segment does, for `synfin_step_name` and `synfin_label`.
   */
  uint8_t step;
  /**
   * The part of the connection's life, for `synfin_stage_name`.
   */
  uint8_t stage;
  /**
   * The end that sent it: 0 the originator, 1 the responder.
   */
  uint8_t sender;
  /**
   * State of the originator after the segment, for `synfin_state_name`.
   */
  uint8_t originator_state;
  /**
   * On what grounds, for `synfin_basis_name`.
   */
  uint8_t originator_basis;
  /**
   * State of the responder after the segment, for `synfin_state_name`.
   */
  uint8_t responder_state;
  /**
   * On what grounds, for `synfin_basis_name`.
   */
  uint8_t responder_basis;
  /**
   * 0.
   */
  uint8_t reserved[9];
} synfin_verdict;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * What a status means, in a few words; never null.
 */
const char *synfin_status_text(int32_t status);

/**
 * Reads a TCP segment. `octets` begin with its source port, and `captured` of them are there; `length` is how many it has by the IP
 * header. Of the segment only what its own header tells is filled; the rest is 0.
 *
 * A header that contradicts itself is no error: the segment says SYNFIN_IS_MALFORMED, and may be fed like any other.
 * Errors: SYNFIN_BAD_POINTER; SYNFIN_CUT_SHORT with less than 20 octets.
 *
 * # Safety
 * `captured` octets may be read at `octets`, and a segment may be written.
 */
synfin_status synfin_parse_segment(const uint8_t *octets,
                                   size_t captured,
                                   uint32_t length,
                                   struct synfin_segment *segment);

/**
 * Reads a captured frame down to the innermost TCP segment, through tags and tunnels. `link_type` is that of pcap files (1 for Ethernet,
 * 101 for IP without a link header), `captured` octets of the frame are there, and it had `original_len` on the wire. The checksum is
 * verified where all octets are there.
 *
 * Errors: SYNFIN_BAD_POINTER, SYNFIN_CUT_SHORT, SYNFIN_MALFORMED, SYNFIN_UNSUPPORTED, SYNFIN_NOT_TCP.
 *
 * # Safety
 * `captured` octets may be read at `octets`, and a segment may be written.
 */
synfin_status synfin_parse_frame(uint16_t link_type,
                                 const uint8_t *octets,
                                 size_t captured,
                                 uint32_t original_len,
                                 struct synfin_segment *segment);

/**
 * Makes a flow that is yet to be fed; what was there before is written over.
 *
 * Errors: SYNFIN_BAD_POINTER.
 *
 * # Safety
 * A flow may be written.
 */
synfin_status synfin_flow_init(struct synfin_flow *flow);

/**
 * Makes a flow for a connection that follows another on the same pair of sockets, begun by a segment from `side` that belongs
 * to neither (`synfin_choose`). The other is told: its end that the new SYN reaches may answer with a challenge ACK, which is its own.
 *
 * Errors: SYNFIN_BAD_POINTER, SYNFIN_NOT_A_FLOW, SYNFIN_BAD_NUMBER (the side).
 *
 * # Safety
 * A flow may be written at `flow`, and read and written at `before`; they are two.
 */
synfin_status synfin_flow_init_after(struct synfin_flow *flow,
                                     struct synfin_flow *before,
                                     uint8_t side);

/**
 * Writes the number of what became of the connection so far, for `synfin_outcome_name`.
 *
 * Errors: SYNFIN_BAD_POINTER; SYNFIN_NOT_A_FLOW, also for one that was fed nothing.
 *
 * # Safety
 * A flow may be read, and a number may be written.
 */
synfin_status synfin_flow_outcome(const struct synfin_flow *flow, uint8_t *outcome);

/**
 * Says to which connection of its pair of sockets a segment belongs: to the newer one (also if that was fed nothing), to the older one,
 * or to neither. `older` is null where there is but one. A program that holds two for each pair, as synfin itself does, gives a late
 * answer out of an old connection to that; one that holds a single one gives it to the newer.
 *
 * Returns SYNFIN_TO_NEWER, SYNFIN_TO_OLDER or SYNFIN_TO_NEITHER; or, which is negative, SYNFIN_BAD_POINTER, SYNFIN_NOT_A_FLOW or
 * SYNFIN_BAD_NUMBER (the side).
 *
 * # Safety
 * The flows that are not null and the segment may be read.
 */
int32_t synfin_choose(const struct synfin_flow *newer,
                      const struct synfin_flow *older,
                      const struct synfin_segment *segment,
                      uint8_t side);

/**
 * Feeds a connection its next segment, in the order of the capture, and writes what it does. `side` is 0 or 1: which of the two sockets
 * sent it, as the caller tells them apart, the same all the time; who of them opened the connection is found out.
 *
 * Errors: SYNFIN_BAD_POINTER, SYNFIN_NOT_A_FLOW, SYNFIN_BAD_NUMBER (the side); the flow is then as it was.
 *
 * # Safety
 * A flow may be read and written, a segment read, a verdict written; none of them overlap.
 */
synfin_status synfin_flow_feed(struct synfin_flow *flow,
                               const struct synfin_segment *segment,
                               uint8_t side,
                               struct synfin_verdict *verdict);

/**
 * Writes why a segment got its step, with the numbers, as a sentence in ASCII that ends with NUL, at most `size` octets in all: as snprintf
 * does. Returns how many octets the whole sentence has, NUL not counted, so that it was cut if that is not less than `size`.
 * `buffer` may be null if `size` is 0. 256 octets are enough for any.
 *
 * Errors, which are negative: SYNFIN_BAD_POINTER; SYNFIN_BAD_NUMBER where the verdict is none that was told.
 *
 * # Safety
 * A verdict may be read, and `size` octets may be written at `buffer`; they do not overlap.
 */
int64_t synfin_reason(const struct synfin_verdict *verdict,
                      char *buffer,
                      size_t size);

/**
 * The name of a step, as in `SYN_ACK`; null for a number that is none, as with all that follow.
 */
const char *synfin_step_name(uint8_t step);

/**
 * A step in a few words for people, as in `handshake 2/3`.
 */
const char *synfin_label(uint8_t step);

/**
 * The name of a stage, as in `open`.
 */
const char *synfin_stage_name(uint8_t stage);

/**
 * The name of a state in RFC 9293's spelling, as in `SYN-SENT`.
 */
const char *synfin_state_name(uint8_t state);

/**
 * The name of the grounds on which a state is told, as in `assumed`.
 */
const char *synfin_basis_name(uint8_t basis);

/**
 * The name of a note, as in `fills-hole`.
 */
const char *synfin_note_name(uint8_t note);

/**
 * The name of an outcome, as in `CLOSED`.
 */
const char *synfin_outcome_name(uint8_t outcome);

/**
 * The release, as in `0.1.0`; never null.
 */
const char *synfin_version(void);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SYNFIN_H */

#if defined(__cplusplus)
static_assert(sizeof(synfin_segment) == 120, "synfin_segment is of fixed size");
static_assert(sizeof(synfin_flow) == 384, "synfin_flow is of fixed size");
static_assert(sizeof(synfin_verdict) == 64, "synfin_verdict is of fixed size");
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
_Static_assert(sizeof(synfin_segment) == 120, "synfin_segment is of fixed size");
_Static_assert(sizeof(synfin_flow) == 384, "synfin_flow is of fixed size");
_Static_assert(sizeof(synfin_verdict) == 64, "synfin_verdict is of fixed size");
#endif
