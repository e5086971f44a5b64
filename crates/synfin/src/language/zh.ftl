### synfin 的简体中文消息。步骤、状态和列的名称保持不变；术语从谢希仁《计算机网络》。
###
### What synfin says in Simplified Chinese: all that en.ftl has, and the words and sentences that the enums tell in English.

## 列表与句子的连接

list-comma = ，
list-semicolon = ；
two-sentences = { $first }{ $second }
clause-comma = ；

## 数量

segments = { $count } 个报文段
amount = { segments }，{ $octets }
within = 历时 { $span }
within-silent = 历时 { $span }，其间静默 { $silence }
acknowledgements-back = 对方确认 { $count } 次
sent-again = 重传 { $count } 个
connections = { $count } 个连接
handshakes = { $count } 次握手
missing-at-first = { $octets } 起初未捕获到
resets = { $count } 个复位

## 表格

flow = 连接
head-frame = 帧号
head-seconds = 时间/秒
seconds-from = 秒数从 { $moment } 起算
head-flow = 连接
head-flags = 标志
head-seq = 序号
head-ack = 确认号
head-len = 长度
head-step = 步骤
head-ends = 发起方 / 响应方
head-who = 发起方 → 响应方
head-what = 结局
no-connection = 没有 TCP 连接
one-side-only = 仅捕获到一方
attempts = 发送 SYN { $count } 次
connection-of-ports = 该端口对上的第 { $number } 个连接
handshake-times = 握手 { $server } + { $client }
syn-ack-after = SYN-ACK 用时 { $server }
again = 重传 { $count } 个
not-captured = 未捕获 { $octets }
closed-window = 曾通告零窗口
had-closed = 此前{ $end }已关闭
more-values = （另读出 { $count } 个）
dissector-told-nothing = { $dissector }（未给出内容）

## 统计

stats-balances = 账目平衡：{ $sum }
stats-balances-not = 账目不平衡：{ $sum }
stats-off = 关闭
stats-first-frame = （帧 { $frame }）
stats-frames = 帧
stats-flows = 连接
stats-inputs = 未能完整读取的输入
stats-flows_ended = 连接，按离开的原因
stats-outcomes = 连接，按结局
stats-stages = 报文段，按阶段
stats-steps = 报文段，按步骤
stats-notes = 报文段，按附注
stats-not_tcp_protocols = 不含 TCP 的帧，按协议
stats-unsupported_link_types = 未能读取的链路类型
stats-failures = 帧无法读取的原因，各附首例
stats-anomalies = 自身反常的报文段
stats-dissectors = 载荷解析器
stats-limits = 生效的限制（没有超时设置时，静默不会结束任何连接）

## 叙述：章节

chapter-open = 连接建立
chapter-transfer = 数据传送
chapter-close = 连接释放
chapter-reset = 复位
chapter-outside = 连接之外
chapter-rest = 其余部分
chapter-end = 结局

## 叙述：时间

story-began = 始于 { $began }，历时 { $span }；左列为此后经过的秒数。
story-chapter = 从 { $after } s 起，历时 { $span }
story-silence = 静默 { $span }。

## 叙述：报文段

story-frame = 帧 { $frame }
story-frames = 帧 { $first }–{ $last }
story-segment = { $end }，{ $label }：{ $reason }{ $notes }。
story-note = 〔{ $note }〕
story-now = 此时{ $state }。
story-now-both = 此时{ $first }，{ $second }。
story-state = { $end }进入 { $state }
story-state-certain = { $end }确已处于 { $state }
story-state-assumed = { $end }推测处于 { $state }
story-around = 其分组封装在以下首部之内：{ $layers }。
story-left-out = 另有 { $count } 个报文段，此处不再叙述。
story-says = { $end }的载荷，据 { $who } 解析：{ $what }。
story-says-no-more = 解析器从另外 { $count } 个帧中读出的内容，此处不再叙述。
story-round-trips = 握手共用时 { $both }：从 SYN 到 SYN-ACK 为 { $server }，即从捕获点到响应方的往返时间；从{ $again ->
        [0] { " " }
       *[other] 最后一个{ " " }
    }SYN-ACK 到对它的确认为 { $client }，即从捕获点到发起方的往返时间。
story-handshake-took = 握手共用时 { $both }。

## 叙述：连续的报文段

run-sends-first = { run-sends }{ run-again }
run-sends-then = { run-sends }{ run-again }
run-again =
    { $again ->
        [0] { "" }
       *[other] （含重传）
    }
run-sends =
    { $bytes ->
        [0] { $end }发送 { segments }，不含数据
       *[other] { $end }发送 { segments }，共 { $octets }
    }
run = { $sends }。
run-within = { $sends }，历时 { $span }。
run-silence =
    { $count ->
        [1] 帧 { $frame } 之前静默 { $span }。
       *[other] 静默一秒以上共 { $count } 次，最长的一次在帧 { $frame } 之前，为 { $span }。
    }
# 只有一个报文段时，列表中不计数。
run-among =
    { $segments ->
        [1] 标记为：{ $list }。
       *[other] 其中：{ $list }。
    }
run-times =
    { $count ->
        [1] 1× { $what }（帧 { $frame }）
       *[other] { $count }× { $what }（首次在帧 { $frame }）
    }

## 叙述：握手商定的内容

agreement = 双方商定：{ $list }。
agreement-mss = 双向最大报文段长度 (MSS) 均为 { $octets } 字节
agreement-mss-each = 最大报文段长度 (MSS)（发往发起方 { $forth }，发往响应方 { $back }）
agreement-octets = { $octets } 字节
agreement-octets-usual = 默认的 { $octets } 字节
agreement-mss-usual = 双向最大报文段长度 (MSS) 均为{ agreement-octets-usual }
agreement-windows = 窗口扩大（发起方 { $forth } 倍，响应方 { $back } 倍）
agreement-windows-plain = 窗口不扩大
agreement-sack = 选择确认 (SACK)
agreement-timestamps = 时间戳
agreement-fast-open = 快速打开 (TFO)：SYN 携带的 { $octets } 字节数据当即被接受
agreement-fast-open-cookie = 供以后快速打开 (TFO) 用的 Cookie
agreement-mptcp = 多路径 TCP (MPTCP)
agreement-ecn = 显式拥塞通知 (ECN)

## 叙述：结局

ending-outcome = 结局为 { $outcome }{ $how }。
ending-reset = ：{ $end }发送了复位
ending-closer = ：{ $end }主动关闭
ending-closer-how = ：{ $end }主动关闭，{ $close }
ending-closer-resets = ：{ $end }主动关闭，随后又发送了复位
ending-closer-then-reset = ：{ $end }主动关闭，随后{ $other }发送了复位
ending-close = ：{ $close }
ending-closer-cut = ：{ $end }主动关闭，{ $close }，但被复位打断
ending-close-cut = ：{ $close }，但被复位打断
ending-amounts =
    { $again ->
        [0] 发起方共发送 { $forth }，响应方共发送 { $back }，历时 { $span }。
       *[other] 发起方共发送 { $forth }，响应方共发送 { $back }（重复的字节只计一次），历时 { $span }。
    }
ending-amount = { segments }、{ $octets }
ending-data = 数据传送历时 { $span }，从 { $first } s 到 { $last } s。
ending-data-once = 所有数据都在 { $first } s 时捕获到。
ending-close-took = 连接释放历时 { $span }，从 { $first } s 的第一个 FIN 算起。
ending-trouble = 异常：{ $list }。
ending-again = { $end }重传了 { segments }
ending-holes = { $end }发送的数据中出现 { $count } 处空洞
ending-missed = { $end }有 { $octets } 已被确认但未被捕获
ending-closed-window = { $end }通告过零窗口，对方只得暂停发送
ending-states = 最后一个报文段之后，发起方处于 { $originator }，响应方处于 { $responder }。
ending-waits = { $end }还要在 TIME-WAIT 等待 2MSL，让网络中残留的报文段消失；何时等满，从捕获中看不出来。
ending-both-wait = 双方都还要在 TIME-WAIT 等待 2MSL，让网络中残留的报文段消失；何时等满，从捕获中看不出来。
ending-dissected = 解析器 { $name } 查看了它的载荷{ $told }{ $more }{ $off }。
ending-dissected-fields = ：{ $fields }
ending-dissector-failed = ；随后放弃，原因是：{ $failure }
ending-assumed = { $end }处于 { $state } 只是推测：捕获到了使它进入该状态的报文段，但没有应答表明该报文段已到达。
ending-assumed-both = 双方处于 { $state } 只是推测：捕获到了使双方进入该状态的报文段，但没有应答表明这些报文段已到达。
ending-assumed-open = { $end }处于 { $state } 只是推测：捕获中没有握手，认为它在捕获开始之前已经完成。
ending-assumed-open-both = 双方处于 { $state } 只是推测：捕获中没有握手，认为它在捕获开始之前已经完成。
ending-unknown = 没有任何信息表明{ $end }的状态。
ending-guessed = 由哪一方发起连接，是根据端口号猜测的。
ending-joined = 没有捕获到它的 SYN（{ $start }）：此前的情况不得而知。
ending-late-syn = 应答 SYN 的 SYN-ACK 先被捕获，SYN 在其后：握手历时不得而知。
ending-one-sided = 只捕获到一方的报文段；关于另一方的一切都是推断。
ending-let-go = 捕获还没有结束，该连接就不再被跟踪：{ $why }。

## 网络接口的连接画面，以及最后的总计

live-begins = 正在监听 { $to }；按 Ctrl-C 结束
live-listening = { $to }，已监听 { $span }
live-filtered = { $to }，过滤条件 { $filter }
live-heard = { $count } 帧，其中 TCP { $tcp } 帧，{ $octets }：{ $rate } 帧/s，{ $per_second }/s
live-dropped-nothing = 无丢弃
live-dropped = 丢弃：内核 { $kernel } 帧，接口 { $interface } 帧
live-seen = 共见 { $count } 个连接：现有 { $now }，已离开 { $left }
live-by-stage = 现有连接按阶段：{ $list }
live-left = 已离开：{ $list }
live-rates = 每秒报文段按阶段：{ $list }
live-full = 连接表已满：{ $count } 个为新连接让位
live-over = 已结束
live-no-reply-yet = 尚无应答
live-counted = { $what } { $count }
live-stage = 阶段
live-outcome = 结局
live-rate = 速率
live-octets = 字节
live-states = 状态
live-age = 历时
live-idle = 静默
live-known-as = 内容
live-lasted = 历时
live-why = 离开的原因
live-lately = 最近 { $span } 内离开的连接，最新的在前：{ $count }
live-lately-brief = 最近离开：{ $count }
live-key-quit = q 退出
live-key-help = ? 帮助
live-key-sort = s 排序：{ $order }
live-key-names = v 内容
live-key-addresses = v 地址
live-key-pause = p 暂停
live-key-move = ↑↓ 移动
live-help-keys = q 或 Ctrl-C 结束；s 改变排序；两者放不下时，v 在内容与地址之间切换；p 或空格暂停画面，监听照常进行；↑ ↓ PgUp PgDn Home End 移动；? 关闭本帮助。
live-help-arrows = → 指发起方，← 指响应方：“→ 速率”是发起方的发送速率，“半关闭 →”表示发起方已关闭其方向，“复位 ←”表示响应方放弃了连接。
live-help-stage = 连接的阶段：建立（握手）、传送、释放；此后为已结束：已关闭、被拒绝或被复位，5 s 后离开。“连接之外”的报文段不属于任何连接。
live-help-rate = 连接的速率按其双向 IP 分组的字节计，取自上一次画面以来；全部帧的速率按整帧计。
live-help-left = 静默的连接也会离开：建立中 30 s，只见到一方 60 s，释放中 120 s，传送中 600 s。离开的连接显示 30 s，至多 200 个。
live-help-rows = 所有连接都计数；列出的是每一类中最近有报文段的 500 个。
live-help-width = 各列随宽度出现：70 列起有编号和结局，92 静默，116 地址与内容并列，150 双向速率和离开的原因，175 字节，210 状态和历时。
live-place = 第 { $first }–{ $last } 个，共 { $count } 个
live-place-latest = 最近的 { $count } 个中第 { $first }–{ $last } 个
live-paused = 已暂停
live-total-frames = { $count } 帧，历时 { $span }，{ $octets }：TCP { $tcp }，非 TCP { $not_tcp }，不完整 { $truncated }，格式错误 { $malformed }，不支持 { $unsupported }
live-total-segments = { segments }：{ $list }
live-total-connections =
    { $count ->
        [0] 没有连接
       *[other] { $count } 个连接
    }
live-total-over = 已结束 { $count } 个：{ $list }
live-total-there = 监听结束时仍在 { $count } 个：{ $list }
live-total-idle = 静默过久而不再跟踪 { $count } 个：{ $list }
live-total-evicted = 为新连接让位 { $count } 个：{ $list }
live-total-reused = 端口重用而不再跟踪 { $count } 个：{ $list }
live-total-dropped = 丢弃：内核 { $kernel } 帧，接口 { $interface } 帧

## 图

ladder-title = 连接 { $flow }：{ $outcome }
ladder-page = 连接 { $flow }：{ $ends }，{ $outcome }
ladder-name = 连接 { $flow } 的时序图：{ $outcome }
ladder-extent = { segments }，历时 { $span }
ladder-silence = 静默 { $span }
ladder-half-closed = 半关闭状态
ladder-missing = 此处 { $octets } 尚未捕获到
ladder-left-out = 此处略去：帧 { $first } 至 { $last }
ladder-crosses = 与上一个报文段交叉
ladder-end = { $end }：{ $state }
ladder-states = 发起方 { $originator }（{ $originator_basis }），响应方 { $responder }（{ $responder_basis }）。
ladder-segment = 帧 { $frame }，{ $time } s：{ $end }，{ $label }：{ $reason }。{ $notes }此后：{ $states }
ladder-notes = 〔{ $notes }〕
ladder-run = 帧 { $first } 至 { $last }，{ $time } s，{ $within }：发起方发送 { $forth }；响应方发送 { $back }。此后：{ $states }
ladder-missed = { $end }在帧 { $frame } 之前还发送过 { $octets }，但在该帧之前没有捕获到：可能在途中丢失，也可能迟到。
ladder-in-sentences = { $band }：逐句说明
ladder-segment-by-segment = 逐个报文段
ladder-more = 另有 { segments }

## 图例

legend-known = 已知
legend-assumed = 仅为推测
legend-heavy = 1 kB 以上
legend-folded = 折叠
legend-again = 重传
legend-probes = 保活或零窗口探测
legend-reset = 复位
legend-state-known = 状态已知
legend-more = 字节越多线越粗
legend-not-captured = 未捕获
legend-silence = 静默
legend-opens = 建立
legend-data = 数据
legend-closes = 释放
legend-outside = 连接之外
legend-nothing-sent = 没有报文段
legend-octets = 字节
legend-window-closed = 零窗口
legend-acknowledged = 已确认
legend-window = 窗口

## 各连接随时间的变化

overview-title = { $span } 内共 { connections }
overview-name = 总览：{ $title }
overview-began = 始于 { $began }
overview-left-out = 始于 { $began }；{ overview-drawn }，{ overview-not-drawn }
overview-drawn = 画出 { $drawn } 个
overview-not-drawn = 其余 { $rest } 个未画
overview-most = { $span } 内最多新开始 { $count } 个
overview-begin = 新开始的连接
overview-begin-most = 新开始（{ $span } 内最多 { $count } 个）
overview-begin-at = { $time } s：{ connections }开始
overview-tooltip = 连接 { $flow }：{ $ends }。{ $outcome }。从 { $time } s 起，历时 { $span }。→ { $forth }；← { $back }。{ $again }
overview-again = 重传 { segments }。

## 握手用时

rtt-title = { connections }的握手用时
rtt-bins = 横轴为对数刻度，每十倍分为十格
rtt-server = 从 SYN 到 SYN-ACK：从捕获点到响应方的往返时间
rtt-client = 从 SYN-ACK 到对它的确认：从捕获点到发起方的往返时间
rtt-none = 没有捕获到
rtt-one = 1 次握手：{ $span }
rtt-summary = { handshakes }：{ $shortest } 至 { $longest }；半数不超过 { $half }，九成不超过 { $nine }，99% 不超过 { $most }
rtt-summary-about = { rtt-summary }（后三个数的误差在 { $error } % 以内）
rtt-bin = { $from } 至 { $to }：{ handshakes }
rtt-from = 起点
rtt-times = 次数

## 时间与序号

sequence-name = { $title }：时间与序号
sequence-heading = { $from } → { $to }：{ segments }，共 { $octets }
sequence-counted = 从捕获到的第一个序号算起
sequence-window-beyond = 窗口超出图的范围
sequence-unscaled = 未画出扩大倍数未知的窗口
sequence-outside = 未画出数据流之外的 { segments }
sequence-window = 窗口所及之处
sequence-acknowledged = 已确认之处
sequence-frame = 帧 { $frame }，{ $time } s
sequence-frames = 从帧 { $frame } 起的 { segments }，{ $time } s
sequence-data = { $who }：{ $low } 至 { $high }
sequence-sack = { $who }：SACK { $low } 至 { $high }
sequence-opens = { $who }：SYN
sequence-closes = { $who }：FIN，{ $low } 至 { $high }
sequence-again = { $who }：重传，{ $low } 至 { $high }
sequence-zero-window = { $who }：零窗口，停在 { $low } 处
sequence-resets = { $who }：在 { $low } 处复位

## 各表的含义

columns-flows = synfin flows 的列
columns-segments = synfin segments 的列
columns-outcomes = 连接的结局
columns-steps = 报文段的步骤
columns-notes = 报文段的附注
columns-dissectors = 载荷解析器
columns-fields = { $dissector } 给出的字段
columns-or-null = { $kind } 或空

## 图中的各段

band-handshake = 连接建立
band-data = 数据传送
band-close = 连接释放
band-reset = 复位

## 连接的两端

end-originator = 发起方
end-responder = 响应方
first-closer-originator = 发起方主动关闭
first-closer-responder = 响应方主动关闭
time-wait-originator = 发起方处于 TIME-WAIT
time-wait-responder = 响应方处于 TIME-WAIT
time-wait-both = 双方都处于 TIME-WAIT

## 状态的依据

basis-unknown = 未知
basis-assumed = 推测
basis-received = 由收到的报文段得出
basis-sent = 由发送的报文段证实

## 连接的结局、打开与关闭的方式

outcome-PROBE = 探测
outcome-PROBE_ANSWERED_BY_RESET = 探测，以复位应答
outcome-REFUSED = 连接被拒绝
outcome-ABORTED_OPEN_BY_INITIATOR = 握手被发起方中止
outcome-ABORTED_OPEN_BY_RESPONDER = 握手被响应方中止
outcome-RESET_BY_INITIATOR = 被发起方复位
outcome-RESET_BY_RESPONDER = 被响应方复位
outcome-CLOSED = 已关闭
outcome-CLOSING = 正在关闭
outcome-HALF_CLOSED_BY_INITIATOR = 半关闭：发起方已关闭
outcome-HALF_CLOSED_BY_RESPONDER = 半关闭：响应方已关闭
outcome-NO_REPLY = 无应答
outcome-HALF_OPEN = 半开连接
outcome-OPEN = 仍保持连接
outcome-STRAY_RESET = 孤立的复位

brief-PROBE = 探测
brief-PROBE_ANSWERED_BY_RESET = 探测，被复位
brief-REFUSED = 被拒绝
brief-ABORTED_OPEN_BY_INITIATOR = 握手中止 →
brief-ABORTED_OPEN_BY_RESPONDER = 握手中止 ←
brief-RESET_BY_INITIATOR = 复位 →
brief-RESET_BY_RESPONDER = 复位 ←
brief-CLOSED = 已关闭
brief-CLOSING = 正在关闭
brief-HALF_CLOSED_BY_INITIATOR = 半关闭 →
brief-HALF_CLOSED_BY_RESPONDER = 半关闭 ←
brief-NO_REPLY = 无应答
brief-HALF_OPEN = 半开连接
brief-OPEN = 仍保持连接
brief-STRAY_RESET = 孤立的复位

open-three-way = 三次握手
open-simultaneous = 同时打开
open-split = 分离握手
open-tfo = 快速打开

close-four-segment = 四次挥手
close-three-segment = 三次挥手
close-simultaneous = 同时关闭

start-syn = 从 SYN 开始
start-synack = 从 SYN-ACK 开始
start-midstream = 从中途开始

ended-eof = 一直跟踪到最后
ended-timeout = 超时，不再跟踪
ended-evicted = 为新连接让位
ended-reused = 端口重用

## 连接的阶段

stage-open = 建立
stage-transfer = 传送
stage-close = 释放
stage-reset = 复位
stage-outside = 连接之外

## 步骤的说明

label-SYN = 第一次握手
label-SYN_RETRANSMIT = 重传第一次握手
label-SYN_CROSSED = 交叉的 SYN
label-SYN_DUPLICATE = 陈旧的 SYN
label-SYN_ACK = 第二次握手
label-SYN_ACK_RETRANSMIT = 重传第二次握手
label-SYN_ACK_INVALID = 无效的 SYN-ACK
label-SPLIT_ACK = 分离握手的 ACK
label-HANDSHAKE_ACK = 第三次握手

label-DATA = 数据
label-DATA_RETRANSMIT = 数据重传
label-ACK = 确认
label-ACK_DUPLICATE = 重复确认
label-WINDOW_UPDATE = 窗口更新
label-KEEP_ALIVE = 保活探测
label-KEEP_ALIVE_ACK = 保活探测应答
label-ZERO_WINDOW_PROBE = 零窗口探测
label-ZERO_WINDOW_PROBE_ACK = 零窗口探测应答
label-CHALLENGE_ACK = 挑战 ACK

label-FIN_FIRST = 第一次挥手
label-FIN_FIRST_ACK = 第二次挥手
label-FIN_SECOND = 第三次挥手
label-FIN_ACK_COMBINED = 第二、三次挥手
label-FIN_SECOND_ACK = 第四次挥手
label-FIN_SIMULTANEOUS = 同时关闭
label-FIN_RETRANSMIT = 重传 FIN
label-FIN_REACK = 再次确认 FIN
label-DATA_HALF_CLOSED = 半关闭时的数据
label-DATA_AFTER_FIN = 自身 FIN 之后的数据

label-RST_REFUSE = 拒绝连接
label-RST_ABORT_OPEN = 中止握手
label-RST_ABORT = 复位
label-RST_REPLY = 复位旧连接
label-RST_CHALLENGED = 待核实的复位
label-RST_OUT_OF_WINDOW = 被忽略的复位
label-RST_INVALID = 被忽略的复位
label-RST_AFTER_CLOSE = 连接结束后的复位
label-RST_STRAY = 孤立的复位
label-DATA_AFTER_RESET = 复位后的数据
label-STRAY_AFTER_RESET = 复位后的报文段

label-SCAN_PROBE = 扫描探测
label-INVALID = 缺少 ACK 标志
label-CAPTURE_DUPLICATE = 重复捕获
label-MALFORMED = 格式错误

## 附注

note-midstream = 中途捕获
note-port-reuse = 端口重用
note-isn-changed = 初始序号改变
note-syn-data = SYN 携带数据
note-syn-unseen = 未捕获 SYN
note-peer-unseen = 未捕获对方
note-handshake-ack-unseen = 未捕获第三次握手
note-out-of-order = 乱序
note-hole = 空洞
note-fills-hole = 填补空洞
note-ack-unseen = 确认了未捕获的数据
note-data-after-fin = FIN 之后的数据
note-fin-moved = FIN 序号改变
note-fin-in-synack = SYN-ACK 中带 FIN
note-rst-data = 复位携带数据
note-rst-unconfirmed = 复位未证实
note-rst-was-forged-or-stale = 复位系伪造或过时
note-reply-was-lost = 应答已丢失
note-foreign-ack = 旧连接的确认
note-bad-ack = 无效的确认号
note-illegal-flags = 非法的标志组合
note-tfo-data-not-accepted = 快速打开的数据未被接受
note-time-backwards = 时间倒退
note-capture-duplicate = 疑似重复捕获
note-bad-checksum = 检验和错误
note-truncated = 捕获不完整
note-zero-window = 零窗口
note-paws-old = 时间戳陈旧 (PAWS)
note-foreign-space = 陌生的序号空间
note-holes-overflow = 空洞过多
note-d-sack = 重复的选择确认 (D-SACK)

## 理由

reason-header-contradicts-itself = TCP 首部自相矛盾：只有端口、序号、确认号和标志可以读出
reason-same-packet-again = 刚刚捕获过同一个分组：同一分组被捕获了两次
reason-syn-with-fin = SYN 与 FIN 同时置 1，既不能建立也不能释放连接：任何协议栈都会丢弃它
reason-probes-without-connection = 没有 SYN、ACK 和 RST，也不属于任何连接：这是一次探测
reason-lacks-ack-bit = 连接建立后 ACK 标志必须置 1，而它没有：接收方必须丢弃它（RFC 9293 第 3.10.7.4 节）
reason-first-syn = 请求建立连接：第一个 SYN，初始序号 (ISN) { $isn }
reason-first-syn-with-octets = 请求建立连接，并随之发送 { $octets } 字节数据：第一个 SYN，初始序号 (ISN) { $isn }
reason-syn-again = 再次请求建立连接（第 { $attempt } 次尝试）：初始序号 { $isn } 与之前相同
reason-syn-after-refusal = 被拒绝后再次请求建立连接（第 { $attempt } 次尝试）：初始序号 { $isn } 不变
reason-syn-after-its-answer = 初始序号 { $isn } 正是 SYN-ACK 所确认的：这个 SYN 在它的应答之后才被捕获
reason-syn-into-connection = 初始序号为 { $isn } 的旧 SYN：该连接的握手早已完成，接收方以一个 ACK 应答
reason-syn-crosses = 初始序号为 { $isn } 的 SYN，而对方的初始序号 { $peer_isn } 还没有得到 SYN-ACK：双方同时请求建立连接
reason-acknowledges-syn = 确认对方的 SYN：确认号 { $ack } = 初始序号 { $peer_isn } + 1；并给出自己的初始序号 (ISN) { $isn }
reason-acknowledges-syn-with-octets = 确认对方的 SYN 及其 { $octets } 字节数据：确认号 { $ack } = 初始序号 { $peer_isn } + 1 + { $octets }；并给出自己的初始序号 (ISN) { $isn }
reason-acknowledges-unseen-syn = 确认一个未被捕获的 SYN：确认号 { $ack }；并给出自己的初始序号 (ISN) { $isn }
reason-syn-ack-again = 同一个 SYN-ACK 再次出现：初始序号 { $isn } 与之前相同
reason-syn-ack-for-nothing = 没有确认本连接的任何 SYN：确认号是 { $ack }，而不是 { $expected }
reason-acknowledges-syn-only = 以确认号 { $ack } 确认对方的 SYN，但还没有发送自己的 SYN
reason-completes-handshake = 完成握手：确认号 { $ack } 确认了初始序号 { $peer_isn }
reason-completes-handshake-with-octets = 完成握手并携带 { $octets } 字节数据：确认号 { $ack } 确认了初始序号 { $peer_isn }
reason-new-octets = 从序号 { $seq } 起的 { $octets } 字节新数据
reason-partly-new-octets = 从序号 { $seq } 起的 { $octets } 字节，其中最后 { $new } 字节是新数据，其余的此前已发送过
reason-octets-beyond-hole = 序号 { $seq } 处的 { $octets } 字节新数据，但期望的序号是 { $expected }：前面的一段尚未到达，留下空洞
reason-octets-into-hole = 序号 { $seq } 处此前一直缺少的 { $octets } 字节：填补空洞
reason-old-octets = 序号 { $seq } 处的 { $octets } 字节此前已发送过：{ $known } 之前的数据均已知
reason-octets-toward-closed-end-acknowledged = 向已发送 FIN 的一方发送 { $octets } 字节：连接处于半关闭状态，确认号 { $ack } = 序号 { $peer_fin } + 1 确认了那个 FIN
reason-octets-toward-closed-end = 向已在序号 { $peer_fin } 处发送 FIN 的一方发送 { $octets } 字节，确认号 { $ack } 尚未确认那个 FIN
reason-octets-after-own-fin = 序号 { $seq } 处的 { $octets } 字节，超出了发送方自己在 { $fin } 处的 FIN
reason-acknowledges = 又确认了 { $octets } 字节，确认号增至 { $ack }
reason-acknowledges-less = 确认号 { $ack } 小于之前的 { $before }：它乱序到达，后发的报文段先到了
reason-acknowledges-never-sent = 确认号 { $ack } 超出了对方发送过的最高序号 { $highest }：接收方丢弃它
reason-acknowledges-first = 确认号 { $ack }，是捕获到的这一方的第一个确认
reason-syn-ack-changes-isn = 连接以初始序号 { $before } 打开，现在却出现另一个初始序号 { $isn }：接收方只会重复自己的确认
reason-repeats-ack = 重复确认号 { $ack }
reason-moves-window = 重复确认号 { $ack }，但窗口由 { $before } 变为 { $now }
reason-asks-whether-alive = 探测对方是否仍在：序号 { $seq } = 下一个序号 { $nxt } - 1，不携带数据
reason-asks-whether-alive-with-octets = 探测对方是否仍在：序号 { $seq } = 下一个序号 { $nxt } - 1，携带 { $octets } 字节已发送过的数据
reason-answers-keep-alive = 应答保活探测：仍在，确认号 { $ack }
reason-asks-for-window = 探测关闭的窗口是否已经打开：序号 { $seq }，下一个序号 { $nxt }
reason-answers-probe = 应答零窗口探测：确认号 { $ack }，窗口 { $window }
reason-asks-back = 重复上一个确认号 { $ack }，以核实可疑的报文段是否真的来自对方（RFC 5961）
reason-acknowledges-older-connection = 来自旧连接的应答：确认号是 { $ack }，而 SYN 要求的是 { $expected }
reason-fin-first = 第一个 FIN，序号 { $fin }：发送方不再有数据要发送
reason-fin-first-with-octets = 第一个 FIN，序号 { $fin }，位于同一报文段的 { $octets } 字节数据之后：发送方不再有数据要发送
reason-fin-second = 第二个 FIN，序号 { $fin }：这一方也不再有数据要发送
reason-fin-second-with-octets = 第二个 FIN，序号 { $fin }，位于同一报文段的 { $octets } 字节数据之后：这一方也不再有数据要发送
reason-fin-acknowledges-fin = 确认对方的 FIN：确认号 { $ack } = 序号 { $peer_fin } + 1；同时以序号为 { $fin } 的 FIN 关闭自己的方向
reason-fin-crosses-fin = 序号为 { $fin } 的 FIN，其确认号 { $ack } 尚未确认对方序号为 { $peer_fin } 的 FIN：双方同时关闭
reason-fin-again = 序号 { $fin } 处的 FIN 再次出现
reason-acknowledges-fin = 确认对方的 FIN：确认号 { $ack } = 序号 { $peer_fin } + 1；该方向已关闭
reason-acknowledges-fin-both = 确认对方的 FIN：确认号 { $ack } = 序号 { $peer_fin } + 1；两个方向都已关闭
reason-acknowledges-second-fin-first = 确认第二个 FIN：确认号 { $ack } = 序号 { $peer_fin } + 1；与它交叉的第一个 FIN 尚未得到确认
reason-fin-again-acknowledges-fin = 序号 { $fin } 处的 FIN 再次出现，并首次确认对方的 FIN：确认号 { $ack } = 序号 { $peer_fin } + 1
reason-fin-elsewhere = 序号为 { $fin } 的另一个 FIN，而有效的是序号 { $before } 的 FIN：它不结束任何方向
reason-fin-on-used-number = FIN 的序号 { $fin } 已被其发送方的 SYN 或数据占用，发送方现在位于 { $nxt }：接收方已有该序号，会丢弃该报文段（RFC 9293 第 3.10.7.4 节）
reason-acknowledges-fin-again = 再次确认重传的 FIN：确认号 { $ack } = 序号 { $peer_fin } + 1
reason-reset-of-nothing = 复位，而此前没有它所属连接的任何报文段
reason-reset-refuses = 拒绝连接：确认号 { $ack } 确认了初始序号为 { $isn } 的 SYN
reason-reset-acknowledges-nothing = 应答 SYN 的复位必须以 { $expected } 确认它，而不是 { $ack }：被忽略
reason-reset-acknowledges-nothing-at-all = 应答 SYN 的复位必须以 { $expected } 确认它，而这里没有任何确认：被忽略
reason-reset-of-older-connection = 序号 { $seq } 正是旧连接的应答所确认的：旧连接已不存在
reason-reset-in-sequence = 立即终止连接：序号 { $seq } 正是接收方期望的下一个序号
reason-reset-where-sender-stands = 立即终止连接：序号 { $seq } 是发送方所在的位置；接收方最后确认的是 { $acked }
reason-reset-where-sender-stands-alone = 立即终止连接：序号 { $seq } 是发送方所在的位置
reason-reset-unchecked = 立即终止连接：序号 { $seq }，没有可以与之比较的数值
reason-reset-gives-up = 放弃建立连接，撤回自己的 SYN：序号 { $seq }
reason-reset-in-window = 序号 { $seq } 在窗口之内，但不是期望的 { $expected }：接收方会先核实（RFC 5961）
reason-reset-out-of-window = 序号 { $seq } 不在接收方的窗口（从 { $expected } 起 { $window } 字节）之内：被忽略
reason-reset-after-end = 连接此前已经结束
reason-after-reset = 连接此前已被复位

relative-one-more = （相对值：{ $ack } = { $before } + 1）
relative-number = （相对值：{ $number }）
