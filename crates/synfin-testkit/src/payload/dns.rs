//! Messages of DNS as TCP carries them: each behind its length (RFC 1035, sections 4.1 and 4.2.2).

/// A message with one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The sixteen bits with QR, opcode, flags and response code.
    pub flags: u16,
    /// The name that is asked for, its labels between dots.
    pub name: &'static str,
    /// The type that is asked for.
    pub query_type: u16,
    /// How many records answer.
    pub answers: u16,
    /// What stands behind the question.
    pub behind: Vec<u8>,
}

/// Flags of a query that wants recursion.
pub const QUERY: u16 = 0x0100;
/// Flags of a response without an error.
pub const RESPONSE: u16 = 0x8180;

impl Message {
    /// A question.
    pub fn query(name: &'static str, query_type: u16) -> Message {
        Message { flags: QUERY, name, query_type, answers: 0, behind: Vec::new() }
    }

    /// A response with so many records, which have 16 octets each: addresses that stand for the name of the question.
    pub fn response(name: &'static str, query_type: u16, answers: u16) -> Message {
        let record = b"\xc0\x0c\0\x01\0\x01\0\0\0\x3c\0\x04\xc0\0\x02\x01";
        let behind = record.repeat(usize::from(answers));
        Message { flags: RESPONSE, name, query_type, answers, behind }
    }

    /// Its octets, behind their length.
    pub fn octets(&self) -> Vec<u8> {
        let mut message = vec![0x5e, 0xa5];
        for number in [self.flags, 1, self.answers, 0, 0] {
            message.extend(number.to_be_bytes());
        }
        for label in self.name.split('.').filter(|label| !label.is_empty()) {
            message.push(label.len() as u8);
            message.extend(label.as_bytes());
        }
        message.push(0);
        message.extend(self.query_type.to_be_bytes());
        message.extend([0, 1]);
        message.extend(&self.behind);
        [&(message.len() as u16).to_be_bytes()[..], &message].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::Message;

    #[test]
    fn a_question_is_these_octets() {
        let wanted = b"\0\x1a\x5e\xa5\x01\0\0\x01\0\0\0\0\0\0\x03sea\x04test\0\0\x1c\0\x01";
        assert_eq!(Message::query("sea.test", 28).octets(), wanted);
    }
}
