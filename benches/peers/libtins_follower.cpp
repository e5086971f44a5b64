// libtins: every packet through its TCPIP::StreamFollower, told not to keep payload (its fastest way). Streams that
// begin in their middle are followed too, as synfin does.
// Build: c++ -O2 -std=c++17 libtins_follower.cpp -o libtins-follower -ltins -lpcap

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <tins/ethernetII.h>
#include <tins/sniffer.h>
#include <tins/tcp.h>
#include <tins/tcp_ip/stream_follower.h>

int main(int count, char **arguments) {
    if (count != 2) {
        std::fprintf(stderr, "one argument: a pcap file of Ethernet frames\n");
        return 1;
    }
    const auto begin = std::chrono::steady_clock::now();
    std::uint64_t records = 0, segments = 0, streams = 0, ended = 0, checksum = 0;
    Tins::TCPIP::StreamFollower follower;
    follower.follow_partial_streams(true);
    follower.new_stream_callback([&](Tins::TCPIP::Stream &stream) {
        ++streams;
        stream.ignore_client_data();
        stream.ignore_server_data();
        stream.stream_closed_callback([&](Tins::TCPIP::Stream &closed) {
            ++ended;
            checksum += static_cast<std::uint64_t>(closed.client_flow().state());
        });
    });
    Tins::FileSniffer sniffer(arguments[1]);
    sniffer.sniff_loop([&](Tins::PDU &pdu) {
        ++records;
        if (const Tins::TCP *tcp = pdu.find_pdu<Tins::TCP>()) {
            ++segments;
            checksum += tcp->seq();
            follower.process_packet(pdu);
        }
        return true;
    });
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::printf("records %llu segments %llu flows %llu checksum %016llx seconds %.3f\n",
                static_cast<unsigned long long>(records), static_cast<unsigned long long>(segments),
                static_cast<unsigned long long>(streams), static_cast<unsigned long long>(checksum + ended),
                seconds.count());
}
