//! What was told of a segment, added to the tree of its frame.

use core::ffi::c_int;
use core::fmt;
use core::sync::atomic::Ordering;
use std::panic::{AssertUnwindSafe, catch_unwind};

use synfin::flow::note::Note;
use synfin::flow::outcome::Outcome;

use crate::field::Field;
use crate::host::{
    Node, PacketInfo, Tvb, expert_add_info_format, proto_field_is_referenced, proto_item_add_subtree,
    proto_item_append_text, proto_tree_add_item, proto_tree_add_string, proto_tree_add_uint64,
};
use crate::odd::{Severity, severity};
use crate::registered::{PROTOCOL, SUBTREE, expert};
use crate::text::Text;
use crate::told::{Segment, Told};

/// Where something is to be shown.
#[derive(Clone, Copy)]
struct Place {
    tvb: *mut Tvb,
    info: *mut PacketInfo,
    /// The line of the protocol, and the lines below it.
    item: *mut Node,
    lines: *mut Node,
}

/// Adds a line for synfin to the tree, and below it what was told; `at_end` is what became of the connection, once the capture has been
/// read.
///
/// # Safety
/// The pointers are those of the frame that is being dissected. May leave by `longjmp`: nothing that has a destructor is alive in
/// the caller.
pub(crate) unsafe fn show(
    tvb: *mut Tvb,
    info: *mut PacketInfo,
    tree: *mut Node,
    told: &Told,
    at_end: Option<Outcome>,
) {
    // SAFETY: the caller's; the protocol is registered as one of the host's fields.
    let item = unsafe { proto_tree_add_item(tree, PROTOCOL.load(Ordering::Relaxed), tvb, 0, 0, 0) };
    // SAFETY: an item of the tree at hand, or null where the host leaves it out.
    let lines = unsafe { proto_item_add_subtree(item, SUBTREE.load(Ordering::Relaxed)) };
    let place = Place { tvb, info, item, lines };
    match told {
        // SAFETY: the place was made of the caller's pointers.
        Told::Segment(segment) => unsafe { place.segment(segment, at_end) },
        Told::Stopped => {
            let said = "a bug in synfin showed itself at this frame: it tells nothing from here on";
            // SAFETY: as above.
            unsafe { place.expert(None, said) };
        }
    }
}

impl Place {
    /// # Safety
    /// As for [`show`].
    unsafe fn segment(self, segment: &Segment, at_end: Option<Outcome>) {
        let verdict = &segment.verdict;
        let step = verdict.step;
        let [(originator, from), (responder, on)] = [verdict.originator, verdict.responder];
        // SAFETY: the caller's promise, as for all that follows.
        unsafe { self.title(format_args!(", {}: {originator} / {responder}", step.label())) };
        // SAFETY: as above.
        unsafe { self.number(Field::Flow, segment.flow) };
        let words = [
            (Field::Direction, verdict.sender.name()),
            (Field::Stage, step.stage().name()),
            (Field::Step, step.name()),
            (Field::Label, step.label()),
            (Field::OriginatorState, originator.name()),
            (Field::OriginatorBasis, from.name()),
            (Field::ResponderState, responder.name()),
            (Field::ResponderBasis, on.name()),
        ];
        for (field, word) in words {
            // SAFETY: as above.
            unsafe { self.line(field, word) };
        }
        // SAFETY: as above.
        unsafe { self.line(Field::Reason, verdict.reason()) };
        for note in Note::ALL {
            if verdict.notes.contains(note) {
                // SAFETY: as above.
                unsafe { self.line(Field::Note, note.name()) };
            }
        }
        for (field, outcome) in [(Field::Outcome, segment.outcome), (Field::OutcomeAtEnd, at_end)] {
            if let Some(outcome) = outcome {
                // SAFETY: as above.
                unsafe { self.line(field, outcome.name()) };
            }
        }
        if let Some(severity) = severity(step) {
            // SAFETY: as above.
            unsafe { self.expert(Some(severity), format_args!("{}: {}", step.label(), verdict.reason())) };
        }
        if let Some(stream) = segment.began_in {
            let said = "one connection by its numbers, which began in tcp.stream";
            // SAFETY: as above.
            unsafe { self.expert(Some(Severity::Chat), format_args!("{said} {stream}")) };
        }
    }

    /// # Safety
    /// As for [`show`].
    unsafe fn title(self, shown: impl fmt::Display) {
        // SAFETY: an item of the tree at hand.
        if let Some(text) = unsafe { self.text_for(PROTOCOL.load(Ordering::Relaxed), shown) } {
            // SAFETY: the format takes one text, which ends with NUL.
            unsafe { proto_item_append_text(self.item, c"%s".as_ptr(), text.as_c()) };
        }
    }

    /// # Safety
    /// As for [`show`].
    unsafe fn line(self, field: Field, shown: impl fmt::Display) {
        // SAFETY: the caller's promise.
        if let Some(text) = unsafe { self.text_for(field.id(), shown) } {
            // SAFETY: a field of text, and a text that ends with NUL, which the host copies.
            unsafe { proto_tree_add_string(self.lines, field.id(), self.tvb, 0, 0, text.as_c()) };
        }
    }

    /// # Safety
    /// As for [`show`].
    unsafe fn number(self, field: Field, number: u64) {
        // SAFETY: a field of 64 bits.
        unsafe { proto_tree_add_uint64(self.lines, field.id(), self.tvb, 0, 0, number) };
    }

    /// # Safety
    /// As for [`show`].
    unsafe fn expert(self, severity: Option<Severity>, shown: impl fmt::Display) {
        if let Some(text) = contained(shown) {
            // SAFETY: the kinds are registered; the format takes one text, which ends with NUL.
            unsafe {
                expert_add_info_format(self.info, self.item, expert(severity), c"%s".as_ptr(), text.as_c());
            }
        }
    }

    /// The text for a field, if somebody will see it or asks for it.
    ///
    /// # Safety
    /// As for [`show`].
    unsafe fn text_for(self, field: c_int, shown: impl fmt::Display) -> Option<Text> {
        // SAFETY: a tree of the frame at hand, and a field of the host's.
        let referenced = unsafe { proto_field_is_referenced(self.lines, field) };
        // `gboolean` in one line and `bool` in the next: of the latter only the low octet means something.
        if referenced as u8 == 0 { None } else { contained(shown) }
    }
}

/// What is displayed; none if that panics.
fn contained(shown: impl fmt::Display) -> Option<Text> {
    catch_unwind(AssertUnwindSafe(|| Text::of(shown))).ok()
}
