//! Alerts in the clear (RFC 8446, section 6).

/// Most alerts of one direction that are told.
pub(super) const MOST_ALERTS: u32 = 4;

/// The alerts of one direction.
#[derive(Debug, Default)]
pub(super) struct Alert {
    /// The level of the alert whose description is to come.
    level: Option<u8>,
    number: u32,
}

/// An alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Alarm {
    /// The how many-th of its direction, from 1.
    pub(super) number: u32,
    level: u8,
    description: u8,
}

impl Alert {
    /// Takes an octet; the alert, if that is its last.
    pub(super) fn next(&mut self, octet: u8) -> Option<Alarm> {
        let Some(level) = self.level.take() else {
            self.level = Some(octet);
            return None;
        };
        self.number = self.number.saturating_add(1);
        Some(Alarm { number: self.number, level, description: octet })
    }
}

impl Alarm {
    /// Whether the connection ends with it.
    pub(super) const fn is_fatal(self) -> bool {
        self.level == 2
    }

    /// Level and description, as the RFC names them.
    pub(super) fn text(self) -> String {
        let level = match self.level {
            1 => "warning".to_owned(),
            2 => "fatal".to_owned(),
            level => format!("level {level}"),
        };
        let number = self.description;
        match description(number) {
            Some(name) => format!("{level} {name}"),
            None => format!("{level} {number}"),
        }
    }
}

/// The name of a description (IANA, "TLS Alerts").
#[rustfmt::skip]
const fn description(number: u8) -> Option<&'static str> {
    Some(match number {
        0   => "close_notify",
        10  => "unexpected_message",
        20  => "bad_record_mac",
        21  => "decryption_failed",
        22  => "record_overflow",
        30  => "decompression_failure",
        40  => "handshake_failure",
        41  => "no_certificate",
        42  => "bad_certificate",
        43  => "unsupported_certificate",
        44  => "certificate_revoked",
        45  => "certificate_expired",
        46  => "certificate_unknown",
        47  => "illegal_parameter",
        48  => "unknown_ca",
        49  => "access_denied",
        50  => "decode_error",
        51  => "decrypt_error",
        60  => "export_restriction",
        70  => "protocol_version",
        71  => "insufficient_security",
        80  => "internal_error",
        86  => "inappropriate_fallback",
        90  => "user_canceled",
        100 => "no_renegotiation",
        109 => "missing_extension",
        110 => "unsupported_extension",
        111 => "certificate_unobtainable",
        112 => "unrecognized_name",
        113 => "bad_certificate_status_response",
        114 => "bad_certificate_hash_value",
        115 => "unknown_psk_identity",
        116 => "certificate_required",
        120 => "no_application_protocol",
        121 => "ech_required",
        _   => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Alert;

    #[test]
    fn alerts_are_named_wherever_they_are_cut() {
        let mut alert = Alert::default();
        assert_eq!(alert.next(1), None);
        assert_eq!(
            alert.next(112).map(|alarm| (alarm.number, alarm.text())),
            Some((1, "warning unrecognized_name".into()))
        );
        assert_eq!(alert.next(2), None);
        let alarm = alert.next(99).expect("it is whole");
        assert_eq!((alarm.number, alarm.is_fatal(), alarm.text()), (2, true, "fatal 99".to_owned()));
    }
}
