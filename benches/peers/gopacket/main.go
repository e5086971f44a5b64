// gopacket: DecodingLayerParser over packets lent without a copy (its fastest way), and a map of connections with
// counters of segments, octets and flags. No states.
// Build: GO111MODULE=off GOPATH=/usr/share/gocode go build -o gopacket-flows ./gopacket
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/google/gopacket/pcapgo"
)

type socket struct {
	address [16]byte
	port    uint16
}

// Both sockets, the lower first: alike for both directions.
type pair struct {
	lower, upper socket
}

type counters struct {
	segments, octets, syns, fins, resets uint64
}

func (one *socket) above(other *socket) bool {
	if one.address != other.address {
		return string(one.address[:]) > string(other.address[:])
	}
	return one.port > other.port
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "one argument: a pcap file of Ethernet frames")
		os.Exit(1)
	}
	begin := time.Now()
	records, segments, flows, err := read(os.Args[1])
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
	var checksum uint64
	for _, flow := range flows {
		checksum += flow.segments*flow.segments + flow.octets + flow.syns<<20 + flow.fins<<30 + flow.resets<<40
	}
	fmt.Printf("records %d segments %d flows %d checksum %016x seconds %.3f\n",
		records, segments, len(flows), checksum, time.Since(begin).Seconds())
}

func read(path string) (records, segments uint64, flows map[pair]*counters, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, 0, nil, err
	}
	defer file.Close()
	reader, err := pcapgo.NewReader(bufio.NewReaderSize(file, 1<<18))
	if err != nil {
		return 0, 0, nil, err
	}
	var (
		ethernet layers.Ethernet
		ipv4     layers.IPv4
		ipv6     layers.IPv6
		tcp      layers.TCP
		payload  gopacket.Payload
		decoded  []gopacket.LayerType
	)
	parser := gopacket.NewDecodingLayerParser(layers.LayerTypeEthernet, &ethernet, &ipv4, &ipv6, &tcp, &payload)
	parser.IgnoreUnsupported = true
	flows = make(map[pair]*counters)
	for {
		packet, _, err := reader.ZeroCopyReadPacketData()
		if errors.Is(err, io.EOF) {
			return records, segments, flows, nil
		}
		if err != nil {
			return 0, 0, nil, err
		}
		records++
		if parser.DecodeLayers(packet, &decoded) != nil {
			continue
		}
		var key pair
		found := false
		for _, layer := range decoded {
			switch layer {
			case layers.LayerTypeIPv4:
				copy(key.lower.address[:], ipv4.SrcIP)
				copy(key.upper.address[:], ipv4.DstIP)
			case layers.LayerTypeIPv6:
				copy(key.lower.address[:], ipv6.SrcIP)
				copy(key.upper.address[:], ipv6.DstIP)
			case layers.LayerTypeTCP:
				key.lower.port, key.upper.port = uint16(tcp.SrcPort), uint16(tcp.DstPort)
				found = true
			}
		}
		if !found {
			continue
		}
		segments++
		if key.lower.above(&key.upper) {
			key.lower, key.upper = key.upper, key.lower
		}
		flow := flows[key]
		if flow == nil {
			flow = new(counters)
			flows[key] = flow
		}
		flow.segments++
		flow.octets += uint64(len(tcp.Payload))
		if tcp.SYN {
			flow.syns++
		}
		if tcp.FIN {
			flow.fins++
		}
		if tcp.RST {
			flow.resets++
		}
	}
}
