// libpcap's own loop: every packet handed over by pcap_next_ex, its headers read to the ports by hand, TCP segments
// counted. No table of connections: the price of getting packets out of libpcap.
// Build: c++ -O2 -std=c++17 pcap_loop.cpp -o pcap-loop -lpcap

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <pcap/pcap.h>

namespace {

std::uint32_t word(const unsigned char *octets) { return octets[0] << 8 | octets[1]; }

/// Both ports in one number; 0 for what is not TCP behind plain IPv4 or IPv6.
std::uint32_t ports(const unsigned char *frame, std::size_t length) {
    if (length < 14 + 20) return 0;
    const unsigned char *packet = frame + 14;
    std::size_t header = 0;
    if (word(frame + 12) == 0x0800) {
        header = (packet[0] & 15) * 4;
        if (packet[9] != 6 || (word(packet + 6) & 0x1fff) != 0) return 0;
    } else if (word(frame + 12) == 0x86dd) {
        header = 40;
        if (packet[6] != 6) return 0;
    } else {
        return 0;
    }
    if (length < 14 + header + 20) return 0;
    return word(packet + header) << 16 | word(packet + header + 2);
}

} // namespace

int main(int count, char **arguments) {
    if (count != 2) {
        std::fprintf(stderr, "one argument: a pcap file of Ethernet frames\n");
        return 1;
    }
    const auto begin = std::chrono::steady_clock::now();
    char error[PCAP_ERRBUF_SIZE];
    pcap_t *capture = pcap_open_offline(arguments[1], error);
    if (capture == nullptr || pcap_datalink(capture) != DLT_EN10MB) {
        std::fprintf(stderr, "%s: %s\n", arguments[1], capture == nullptr ? error : "not Ethernet");
        return 1;
    }
    std::uint64_t records = 0, segments = 0, checksum = 0;
    pcap_pkthdr *header = nullptr;
    const unsigned char *frame = nullptr;
    int more = 0;
    while ((more = pcap_next_ex(capture, &header, &frame)) == 1) {
        ++records;
        const std::uint32_t both = ports(frame, header->caplen);
        segments += both != 0;
        checksum += both;
    }
    if (more == PCAP_ERROR) {
        std::fprintf(stderr, "%s: %s\n", arguments[1], pcap_geterr(capture));
        return 1;
    }
    pcap_close(capture);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::printf("records %llu segments %llu flows - checksum %016llx seconds %.3f\n",
                static_cast<unsigned long long>(records), static_cast<unsigned long long>(segments),
                static_cast<unsigned long long>(checksum), seconds.count());
}
