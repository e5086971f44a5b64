### What synfin says in English, as far as no enum tells it by itself.
###
### The words of steps, notes, outcomes and the like are in crates/synfin-flow (step.rs, note.rs, outcome.rs, …) and in words.rs
### beside this file, the sentences of reasons in crates/synfin-flow/src/sentence.rs. A catalogue of another language has all of
### this and those: see zh.ftl.
###
### $end is the word for one end of the connection, $span a time with its unit, $octets an amount with its unit, and $label,
### $reason and $state what stands there for a segment and for a state.

## Between the parts of a list, and between sentences

list-comma = { ", " }
list-semicolon = { "; " }
two-sentences = { $first } { $second }
# Between what one end sends and what the other does.
clause-comma = { ", " }

## Amounts

segments =
    { $count ->
        [one] 1 segment
       *[other] { $count } segments
    }
# What one end sent.
amount = { segments }, { $octets }
within = within { $span }
within-silent = within { $span }, silent for { $silence }
acknowledgements-back =
    { $count ->
        [one] 1 ACK back
       *[other] { $count } ACKs back
    }
sent-again = { $count } sent again
connections =
    { $count ->
        [one] 1 connection
       *[other] { $count } connections
    }
handshakes =
    { $count ->
        [one] 1 handshake
       *[other] { $count } handshakes
    }
missing-at-first = { $octets } missing at first
resets =
    { $count ->
        [one] 1 reset
       *[other] { $count } resets
    }

## The tables: heads, and what stands beside a connection

flow = flow
head-frame = frame
head-seconds = seconds
seconds-from = seconds count from { $moment }
head-flow = flow
head-flags = flags
head-seq = seq
head-ack = ack
head-len = len
head-step = step
head-ends = originator / responder
head-who = originator → responder
head-what = what became of it
no-connection = no TCP connection
one-side-only = one side only
# Of the originator, repetitions included.
attempts = { $count } SYNs
# The how manyeth connection on the same two sockets.
connection-of-ports = connection { $number } of its ports
handshake-times = handshake { $server } + { $client }
syn-ack-after = SYN-ACK after { $server }
again = { $count } again
not-captured = { $octets } not captured
closed-window = closed its window
# Beside the outcome of a connection that was reset.
# Behind a simultaneous close.
time-wait-both = both ends in TIME-WAIT
had-closed = { $end } had closed
# Behind the first values of what a dissector told of a connection.
more-values = { " " }(+{ $count } more read)
dissector-told-nothing = { $dissector } (nothing told)

## The accounts

stats-balances = balances: { $sum }
stats-balances-not = does NOT balance: { $sum }
stats-off = off
stats-first-frame = (frame { $frame })

## The story: its chapters

chapter-open = Opening
chapter-transfer = Data
chapter-close = Close
chapter-reset = Reset
chapter-outside = Outside the connection
chapter-rest = And so on
chapter-end = In the end

## The story: when

story-began = It begins at { $began } and takes { $span }; on the left, seconds from then on.
story-chapter = from { $after } s on, for { $span }
story-silence = Nothing for { $span }.

## The story: segments

story-frame = frame { $frame }
story-frames = frames { $first }–{ $last }
story-segment = The { $end }, { $label }: { $reason }{ $notes }.
story-note = { " " }[{ $note }]
story-now = Now { $state }.
story-now-both = Now { $first }, and { $second }.
story-state = the { $end } is { $state }
story-state-certain = the { $end } is certainly { $state }
story-state-assumed = the { $end } is presumably { $state }
story-around = Its packets come inside: { $layers }.
story-left-out =
    { $count ->
        [one] 1 segment more is not told here.
       *[other] { $count } segments more are not told here.
    }
story-says = The { $end } says, as { $who } reads it: { $what }.
story-says-no-more =
    { $count ->
        [one] What dissectors read in 1 frame more is not told here.
       *[other] What dissectors read in { $count } frames more is not told here.
    }
story-round-trips = The handshake took { $both }: { $server } from the SYN to the SYN-ACK, which is the way from here to the responder and back, and { $client } from the { $again ->
        [0] SYN-ACK
       *[other] last SYN-ACK
    } to its acknowledgement, the way to the originator and back.
story-handshake-took = The handshake took { $both }.

## The story: runs of segments

run-sends-first = The { run-sends }{ run-again }
run-sends-then = the { run-sends }{ run-again }
run-again =
    { $again ->
        [0] { "" }
       *[other] { " " }(repetitions counted)
    }
run-sends =
    { $bytes ->
        [0] { $end } sends { segments } without data
       *[other] { $end } sends { segments } with { $octets }
    }
run = { $sends }.
run-within = { $sends }, within { $span }.
run-silence =
    { $count ->
        [one] Nothing came for { $span } before frame { $frame }.
       *[other] Nothing came { $count } times for a second or longer, at the longest for { $span }, before frame { $frame }.
    }
# One segment is told by itself: nothing is counted in the list then.
run-among =
    { $segments ->
        [one] It is told as: { $list }.
       *[other] Among them: { $list }.
    }
run-times =
    { $count ->
        [1] 1× { $what } (frame { $frame })
       *[other] { $count }× { $what } (first in frame { $frame })
    }

## The story: what the handshake settled

agreement = They agree on: { $list }.
agreement-mss = segments of at most { agreement-octets } each way
agreement-mss-each = segments of at most { $forth } to the originator, { $back } to the responder
agreement-octets =
    { $octets ->
        [one] 1 octet
       *[other] { $octets } octets
    }
# A SYN without the option: RFC 9293, section 3.7.1; $octets is 536, over IPv6 1220.
agreement-octets-usual = the default of { $octets } octets
agreement-mss-usual = segments of at most { agreement-octets-usual } each way
agreement-windows = windows times { $forth } from the originator, times { $back } from the responder
agreement-windows-plain = windows not scaled
agreement-sack = selective acknowledgements
agreement-timestamps = timestamps
# The SYN brought data, and they were taken at once.
agreement-fast-open = Fast Open, with { $octets ->
        [one] 1 octet
       *[other] { $octets } octets
    } already in the SYN
agreement-fast-open-cookie = a cookie for Fast Open
agreement-mptcp = Multipath TCP
agreement-ecn = congestion marks (ECN)

## The story: its end

# $how is one of the messages below, or nothing.
ending-outcome = Outcome { $outcome }{ $how }.
ending-reset = : the { $end } sent the reset
ending-closer = : the { $end } was the first to close its direction
ending-closer-how = : the { $end } was the first to close its direction, in a { $close }
ending-closer-resets = : the { $end } closed its direction first, and then sent the reset
ending-closer-then-reset = : the { $end } closed its direction first, and then the { $other } sent the reset
ending-close = : a { $close }
# Both ends sent a FIN, and a reset came before both were acknowledged.
ending-closer-cut = : the { $end } was the first to close its direction, in a { $close } that the reset cut off
ending-close-cut = : a { $close } that the reset cut off
ending-amounts =
    { $again ->
        [0] In all, the originator sent { $forth } and the responder { $back }, within { $span }.
       *[other] In all, the originator sent { $forth } and the responder { $back }, each octet counted once, within { $span }.
    }
ending-amount = { segments } with { $octets }
ending-data = Data flowed for { $span }, from { $first } s to { $last } s.
ending-data-once = All data came at { $first } s.
ending-close-took = The close took { $span }, from the first FIN at { $first } s on.
ending-trouble = Trouble: { $list }.
ending-again = the { $end } sent { segments } again
ending-holes = in what the { $end } sent there { $count ->
        [one] was 1 hole
       *[other] were { $count } holes
    }
ending-missed = { $octets } of the { $end } were acknowledged but not captured
ending-closed-window = the { $end } closed its window
ending-states = The last segment leaves the originator in { $originator } and the responder in { $responder }.
ending-waits = In TIME-WAIT the { $end } waits for stray segments to die out, and no capture shows when it stops.
ending-both-wait = In TIME-WAIT both wait for stray segments to die out, and no capture shows when they stop.
ending-dissected = The dissector { $name } looked into its payload{ $told }{ $more }{ $off }.
ending-dissected-fields = : { $fields }
ending-dissector-failed = ; then it gave up, as { $failure }
ending-assumed = That the { $end } is in { $state } is only assumed: a segment that leads there was seen on its way, and no answer shows that it arrived.
ending-assumed-both = That both ends are in { $state } is only assumed: segments that lead there were seen on their way, and no answer shows that they arrived.
ending-assumed-open = That the { $end } is in { $state } is only assumed: the capture does not hold the handshake, which is taken to have come before it.
ending-assumed-open-both = That both ends are in { $state } is only assumed: the capture does not hold the handshake, which is taken to have come before it.
ending-unknown = Nothing tells the state of the { $end }.
ending-guessed = Who opened the connection is a guess by the port numbers.
ending-joined = The capture of it begins without its SYN ({ $start }): what came before is not known.
ending-late-syn = The SYN was captured after the SYN-ACK that answers it: how long the handshake took is not known.
ending-one-sided = Segments of only one end were captured; all about the other is inferred.
ending-let-go = It was let go before the capture ended: { $why }.

## The screen of connections of an interface, and the totals behind it

live-begins = listening to { $to }; Ctrl-C ends it
live-listening = { $to }, for { $span }
live-filtered = { $to }, filter { $filter }
live-heard =
    { $count ->
        [one] 1 frame
       *[other] { $count } frames
    }, { $tcp } TCP, { $octets }: { $rate } frames/s, { $per_second }/s
live-dropped-nothing = nothing dropped
live-dropped = DROPPED { $kernel } by the kernel, { $interface } by the interface
live-seen =
    { $count ->
        [one] 1 connection
       *[other] { $count } connections
    }: { $now } now, { $left } left
live-by-stage = now by stage: { $list }
live-left = left: { $list }
live-rates = segments/s by stage: { $list }
live-full =
    { $count ->
        [one] TABLE FULL: 1 made place for another
       *[other] TABLE FULL: { $count } made place for others
    }
live-over = over
live-no-reply-yet = no reply yet
# How many of what: 3 closed.
live-counted = { $count } { $what }
live-stage = stage
live-outcome = outcome
live-rate = rate
live-octets = octets
live-states = states
live-age = age
live-idle = idle
live-known-as = known as
live-lasted = lasted
live-why = why it left
live-lately = left in the last { $span }, latest first: { $count }
live-lately-brief = left lately: { $count }
live-key-quit = q quit
live-key-help = ? help
live-key-sort = s sort: { $order }
live-key-names = v names
live-key-addresses = v addresses
live-key-pause = p pause
live-key-move = ↑↓ move
live-help-keys = q or Ctrl-C ends it; s changes the order; v shows what connections are known as, or their addresses, where there is no room for both; p or a space holds the picture while all goes on; ↑ ↓ PgUp PgDn Home End move; ? ends this help.
live-help-arrows = → is the originator, ← the responder: → rate is what the originator sends, half closed → that it has closed its direction, reset ← that the responder gave the connection up.
live-help-stage = Stages of a connection: open (its handshake), transfer, close; then it is over: closed, refused or reset, and leaves 5 s later. A segment outside belongs to none.
live-help-rate = The rate of a connection is of octets of its IP packets in both directions, since the picture before; that of all frames counts whole frames.
live-help-left = What is silent leaves too: after 30 s while it opens, 60 s if only one end was seen, 120 s while it closes, 600 s in transfer. What has left is shown for 30 s, 200 connections at most.
live-help-rows = All are counted; listed are the 500 that spoke last of each kind.
live-help-width = Columns come with the width: 70 number and outcome, 92 time of silence, 116 names beside addresses, 150 both rates and why it left, 175 octets, 210 states and age.
live-place = { $first }–{ $last } of { $count }
live-place-latest = { $first }–{ $last } of the latest { $count }
live-paused = PAUSED
live-total-frames =
    { $count ->
        [one] 1 frame
       *[other] { $count } frames
    } in { $span }, { $octets }: { $tcp } TCP, { $not_tcp } not TCP, { $truncated } truncated, { $malformed } malformed, { $unsupported } unsupported
live-total-segments = { segments }: { $list }
live-total-connections =
    { $count ->
        [0] no connection
        [one] 1 connection
       *[other] { $count } connections
    }
live-total-over =
    { $count ->
        [one] 1 was over
       *[other] { $count } were over
    }: { $list }
live-total-there =
    { $count ->
        [one] 1 was still there when listening ended
       *[other] { $count } were still there when listening ended
    }: { $list }
live-total-idle =
    { $count ->
        [one] 1 was silent for too long, and followed no more
       *[other] { $count } were silent for too long, and followed no more
    }: { $list }
live-total-evicted =
    { $count ->
        [one] 1 made place for another
       *[other] { $count } made place for others
    }: { $list }
live-total-reused =
    { $count ->
        [one] 1 was followed no more when its ports were used again
       *[other] { $count } were followed no more when their ports were used again
    }: { $list }
live-total-dropped = dropped: { $kernel } by the kernel, { $interface } by the interface

## The picture

ladder-title = flow { $flow }: { $outcome }
ladder-page = flow { $flow }: { $ends }, { $outcome }
ladder-name = ladder of flow { $flow }: { $outcome }
ladder-extent = { segments } within { $span }
ladder-silence = { $span } of silence
# Data that goes to an end which has sent its FIN.
ladder-half-closed = half-closed
ladder-missing = { $octets } missing so far
ladder-left-out = left out here: frames { $first } to { $last }
ladder-crosses = crosses the one above
ladder-end = { $end }: { $state }
ladder-states = originator { $originator } ({ $originator_basis }), responder { $responder } ({ $responder_basis }).
ladder-segment = frame { $frame }, { $time } s: the { $end }, { $label }: { $reason }.{ $notes } After it: { $states }
ladder-notes = { " " }[{ $notes }]
ladder-run = frames { $first } to { $last }, { $time } s, { $within }: the originator sends { $forth }; the responder sends { $back }. After them: { $states }
ladder-missed = { $octets } that the { $end } sent before frame { $frame } were not captured before it: lost on the way here, or late.
ladder-in-sentences = { $band } in sentences
ladder-segment-by-segment = segment by segment
ladder-more = and { segments } more

## The picture: what its characters and lines mean

legend-known = known
legend-assumed = only assumed
legend-heavy = 1 kB or more
legend-folded = folded
legend-again = sent again
legend-probes = keep-alive or probe
legend-reset = reset
legend-state-known = state known
legend-more = more octets
legend-not-captured = not captured
legend-silence = silence
legend-opens = opens
legend-data = data
legend-closes = closes
legend-outside = outside the connection
legend-nothing-sent = nothing sent
legend-octets = octets
legend-window-closed = window closed
legend-acknowledged = acknowledged
legend-window = window

## Connections over time

overview-title = { connections } within { $span }
overview-name = overview: { $title }
overview-began = from { $began }
overview-left-out = from { $began }; { overview-drawn }, { overview-not-drawn }
overview-drawn =
    { $drawn ->
        [one] 1 is drawn
       *[other] { $drawn } are drawn
    }
overview-not-drawn =
    { $rest ->
        [one] 1 is not
       *[other] { $rest } are not
    }
# $span is how wide a bin is.
overview-most =
    { $count ->
        [one] at most 1 begins within { $span }
       *[other] at most { $count } begin within { $span }
    }
overview-begin = connections that begin
# The same on one line of a terminal.
overview-begin-most = begin: at most { $count } in { $span }
overview-begin-at =
    { $count ->
        [one] 1 connection begins at { $time } s
       *[other] { $count } connections begin at { $time } s
    }
overview-tooltip = flow { $flow }: { $ends }. { $outcome }. From { $time } s on, for { $span }. → { $forth }; ← { $back }.{ $again }
overview-again = { " " }{ segments } sent again.

## How long handshakes took

rtt-title = how long the handshakes of { connections } took
rtt-bins = each bin is a tenth of a power of ten wide
rtt-server = SYN to SYN-ACK: from the capture to the responder and back
rtt-client = SYN-ACK to its acknowledgement: to the originator and back
rtt-none = none was seen
rtt-one = 1 handshake: { $span }
rtt-summary = { handshakes }: { $shortest } to { $longest }; half at most { $half }, 9 of 10 at most { $nine }, 99 of 100 at most { $most }
# Of very many the last three are only known so well.
rtt-summary-about = { rtt-summary } (the last three within { $error } %)
rtt-bin = { $from } to { $to }: { handshakes }
# Over the columns: where a bin begins, how many times are in it.
rtt-from = from
rtt-times = times

## Time against sequence numbers

sequence-name = time and sequence numbers of { $title }
sequence-heading = { $from } → { $to }: { $octets } in { segments }
sequence-counted = counted from the first number seen
sequence-window-beyond = the window reaches beyond the picture
sequence-unscaled = windows of unknown scale not drawn
sequence-outside = { segments } outside the stream not drawn
sequence-window = how far the window reaches
sequence-acknowledged = what is acknowledged
sequence-frame = frame { $frame }, { $time } s
sequence-frames = { segments } from frame { $frame } on, { $time } s
sequence-data = { $who }: { $low } to { $high }
sequence-sack = { $who }: SACK { $low } to { $high }
sequence-opens = { $who }: SYN
sequence-closes = { $who }: FIN, { $low } to { $high }
sequence-again = { $who }: sent again, { $low } to { $high }
sequence-zero-window = { $who }: window closed at { $low }
sequence-resets = { $who }: reset at { $low }

## What the tables mean

columns-flows = Columns of synfin flows
columns-segments = Columns of synfin segments
columns-outcomes = Outcomes of a connection
columns-steps = Steps of a segment
columns-notes = Notes on a segment
columns-dissectors = Dissectors of payload
columns-fields = Fields that { $dissector } tells
columns-or-null = { $kind }, or null
