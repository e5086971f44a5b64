//! From an interface through the analyzer to whoever watches.

use std::io;
use std::thread::sleep;
use std::time::{Duration, Instant};

use synfin::analyzer::Analyzer;
use synfin::capture::live::drops::Drops;
use synfin::capture::live::error::LiveError;
use synfin::capture::live::listener::Listener;
use synfin::flow::time::Moment;

use crate::interrupt::Interrupt;
use crate::live::audience::{Audience, Tally, Wish};
use crate::live::ending::Ending;
use crate::live::keeping::Keeping;

/// Most frames of a turn; whoever watches, and whoever wants an end, waits no longer than these take.
const TURN: u32 = 1 << 12;
/// How often the system is asked what it dropped, and whether a silent interface is still there.
const ROUND: Duration = Duration::from_secs(1);
/// How long it may take to read what came before the end.
const REST: Duration = Duration::from_millis(200);
/// A wait that is soon over.
const SHORT: Duration = Duration::from_millis(5);

/// What ends a session by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) frames: Option<u64>,
    pub(crate) duration: Option<Duration>,
    /// How long the kernel gathers frames at most.
    pub(crate) gather: Duration,
}

/// An interface that is listened to, and what is known of its connections.
pub(crate) struct Session<'a> {
    pub(crate) listener: Listener,
    pub(crate) analyzer: Analyzer,
    pub(crate) keeping: Keeping,
    pub(crate) bounds: Bounds,
    pub(crate) interrupt: &'a Interrupt,
    octets: u64,
    began: Instant,
    /// Time stamp of the last frame, and when it was read: how late it is by the capture's own clock follows from these.
    last: Option<(Moment, Instant)>,
}

impl<'a> Session<'a> {
    pub(crate) fn new(
        listener: Listener,
        analyzer: Analyzer,
        keeping: Keeping,
        bounds: Bounds,
        interrupt: &'a Interrupt,
    ) -> Session<'a> {
        Session {
            listener,
            analyzer,
            keeping,
            bounds,
            interrupt,
            octets: 0,
            began: Instant::now(),
            last: None,
        }
    }

    /// Listens until something ends it; then reads what came before that, and lets all connections leave.
    pub(crate) fn run(&mut self, audience: &mut dyn Audience) -> io::Result<Ending> {
        let ending = self.listen(audience)?;
        if !matches!(ending, Ending::Counted | Ending::NotKept) {
            self.read_rest(audience)?;
        }
        self.analyzer.finish();
        self.let_leave(audience)?;
        Ok(ending)
    }

    fn listen(&mut self, audience: &mut dyn Audience) -> io::Result<Ending> {
        let mut asked = Instant::now();
        let mut drops = Drops::default();
        loop {
            let heard = match self.read(TURN, audience)? {
                Ok(heard) => heard,
                Err(error) => return Ok(Ending::Lost(error)),
            };
            self.keeping.hand_over();
            let now = Instant::now();
            let is_quiet = heard == 0;
            let is_round = now.duration_since(asked) >= ROUND;
            // Frames without TCP tell the connections nothing about the time.
            if is_quiet || is_round {
                self.pass(now, audience)?;
            }
            if is_round {
                asked = now;
                drops = self.listener.drops();
                if is_quiet && let Err(error) = self.listener.check() {
                    return Ok(Ending::Lost(error));
                }
            }
            let clock = self.clock(now).unwrap_or_default();
            let tally = Tally { began: self.began, clock, octets: self.octets, drops };
            if audience.turn(&self.analyzer, &tally, now)? == Wish::End || self.interrupt.is_set() {
                return Ok(Ending::Asked);
            }
            if self.is_full() {
                return Ok(Ending::Counted);
            }
            if self.keeping.has_failed() {
                return Ok(Ending::NotKept);
            }
            let left = self.bounds.duration.map(|duration| duration.saturating_sub(self.began.elapsed()));
            if left == Some(Duration::ZERO) {
                return Ok(Ending::TimeUp);
            }
            if is_quiet
                && let Err(error) = self.listener.wait(audience.patience().min(left.unwrap_or(Duration::MAX)))
            {
                return Ok(Ending::Lost(error));
            }
        }
    }

    /// Reads frames until there are none at the moment; how many there were.
    fn read(&mut self, most: u32, audience: &mut dyn Audience) -> io::Result<Result<u32, LiveError>> {
        let mut heard = 0;
        while heard < most && !self.is_full() && !self.keeping.has_failed() {
            let record = match self.listener.next_record() {
                Ok(Some(record)) => record,
                Ok(None) => break,
                Err(error) => return Ok(Err(error)),
            };
            heard += 1;
            self.octets += u64::from(record.original_len);
            self.last = Some((Moment(record.time.nanoseconds()), Instant::now()));
            self.keeping.keep(&record);
            self.analyzer.observe(&record);
            while let Some(flow) = self.analyzer.pop_ended() {
                audience.ended(&flow)?;
            }
        }
        Ok(Ok(heard))
    }

    /// Reads what had come when the end was asked for, some of which the kernel may still gather.
    fn read_rest(&mut self, audience: &mut dyn Audience) -> io::Result<()> {
        let until = Instant::now() + REST;
        let gathered = Instant::now() + self.bounds.gather * 2;
        while Instant::now() < until {
            let Ok(heard) = self.read(TURN, audience)? else { return Ok(()) };
            let now = Instant::now();
            if heard == 0 && now >= gathered {
                return Ok(());
            }
            // An interface that is lost does not let wait, and what the kernel gathered from it comes all the same.
            if heard == 0 && self.listener.wait(gathered - now).is_err() {
                sleep(SHORT);
            }
        }
        Ok(())
    }

    /// Says how late it is, although no segment came.
    fn pass(&mut self, now: Instant, audience: &mut dyn Audience) -> io::Result<()> {
        let Some(clock) = self.clock(now) else { return Ok(()) };
        while self.analyzer.pass(clock) {
            self.let_leave(audience)?;
        }
        self.let_leave(audience)
    }

    /// How late it is by the stamps of the frames; none before the first one.
    fn clock(&self, now: Instant) -> Option<Moment> {
        let (Moment(stamp), read) = self.last?;
        let since = i64::try_from(now.duration_since(read).as_nanos()).unwrap_or(i64::MAX);
        Some(Moment(stamp.saturating_add(since)))
    }

    fn let_leave(&mut self, audience: &mut dyn Audience) -> io::Result<()> {
        while let Some(flow) = self.analyzer.pop_ended() {
            audience.ended(&flow)?;
        }
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.bounds.frames.is_some_and(|frames| self.listener.frames() >= frames)
    }

    /// Octets of all frames on the wire.
    pub(crate) const fn octets(&self) -> u64 {
        self.octets
    }

    /// How long it has been listening.
    pub(crate) fn took(&self) -> Duration {
        self.began.elapsed()
    }
}
