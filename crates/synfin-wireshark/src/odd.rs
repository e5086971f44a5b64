//! Which steps are odd enough for Wireshark's expert information, and how odd.

use synfin::flow::step::Step;

/// How odd, in Wireshark's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Severity {
    /// Rare, and as it should be.
    Chat,
    /// Something was lost, repeated or ended early.
    Note,
    /// Somebody breaks the rules, or somebody else forges.
    Warning,
}

impl Severity {
    /// How many there are.
    #[cfg(not(test))]
    pub(crate) const NUMBER: usize = 3;
}

/// How odd a step is; none where it is usual.
#[rustfmt::skip]
pub(crate) const fn severity(step: Step) -> Option<Severity> {
    Some(match step {
        Step::Syn | Step::SynAck | Step::HandshakeAck
        | Step::Data | Step::Ack | Step::WindowUpdate | Step::KeepAlive | Step::KeepAliveAck
        | Step::FinFirst | Step::FinFirstAck | Step::FinSecond | Step::FinAckCombined | Step::FinSecondAck
        | Step::DataHalfClosed => return None,

        Step::SynCrossed | Step::SplitAck | Step::FinSimultaneous | Step::AckDuplicate
        | Step::ZeroWindowProbe | Step::ZeroWindowProbeAck => Severity::Chat,

        Step::SynRetransmit | Step::SynDuplicate | Step::SynAckRetransmit | Step::DataRetransmit | Step::FinRetransmit
        | Step::FinReack | Step::ChallengeAck | Step::CaptureDuplicate
        | Step::RstRefuse | Step::RstAbortOpen | Step::RstAbort | Step::RstReply | Step::RstAfterClose | Step::RstStray
        | Step::StrayAfterReset => Severity::Note,

        Step::SynAckInvalid | Step::DataAfterFin | Step::DataAfterReset
        | Step::RstChallenged | Step::RstOutOfWindow | Step::RstInvalid
        | Step::ScanProbe | Step::Invalid | Step::Malformed => Severity::Warning,
    })
}

#[cfg(test)]
mod tests {
    use super::{Severity, severity};
    use synfin::flow::step::Step;

    #[test]
    fn an_ordinary_connection_has_nothing_odd_and_a_forged_reset_is_a_warning() {
        let ordinary = [Step::Syn, Step::SynAck, Step::HandshakeAck, Step::Data, Step::Ack];
        let close = [Step::FinFirst, Step::FinFirstAck, Step::FinSecond, Step::FinSecondAck];
        assert!(ordinary.into_iter().chain(close).all(|step| severity(step).is_none()));
        assert_eq!(severity(Step::RstChallenged), Some(Severity::Warning));
        assert_eq!(severity(Step::DataRetransmit), Some(Severity::Note));
    }
}
