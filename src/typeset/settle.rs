//! Layout that settles at once: a letter like this one has told where the pages are.
//!
//! Comes in: a `World`. Goes out: the document and Typst's warnings.
//! «side 1 av 3» cannot be set before the pages are counted, so Typst lays every letter out twice: without knowing
//! them, and again. Here the first try begins with what Typst found out about an earlier letter, and holds when all
//! that the layout asked of it is true of this letter too. If not, the layout goes on from its own answers, as Typst's
//! own does. Decides nothing of how a page looks.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use typst::World;
use typst::comemo::{Constraint, Track};
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::ecow::EcoVec;
use typst::engine::{Engine, Sink};
use typst::foundations::{Content, Output, StyleChain, Target};
use typst::introspection::Introspector;
use typst::utils::Protected;
use typst_layout::{PagedDocument, PagedIntrospector};

/// How many tries are made before the layout is left to Typst, which says why it does not settle.
const TRIES: usize = 4;
/// How many page counts are remembered; a longer letter is laid out twice.
const COUNTS: usize = 16;

/// What an earlier letter was like.
struct Earlier {
    /// How long its words were, in bytes.
    length: usize,
    pages: usize,
    found: Arc<PagedIntrospector>,
}

thread_local! {
    /// The newest letter of each page count that this thread has set.
    static EARLIER: RefCell<Vec<Earlier>> = const { RefCell::new(Vec::new()) };
    /// What the next layout begins with.
    static BEGIN: Cell<Option<Arc<PagedIntrospector>>> = const { Cell::new(None) };
}

/// Compiles a letter whose words are so many bytes.
pub(super) fn compile(world: &dyn World, length: usize) -> (SourceResult<PagedDocument>, EcoVec<SourceDiagnostic>) {
    BEGIN.set(most_like(length));
    let compiled = typst::compile::<Settled>(world);
    let document = compiled.output.map(|settled| settled.0);
    if let Ok(document) = &document {
        remember(length, document);
    }
    (document, compiled.warnings)
}

/// The earlier letter that is closest in length, and so most likely has as many pages.
fn most_like(length: usize) -> Option<Arc<PagedIntrospector>> {
    EARLIER
        .with_borrow(|all| all.iter().min_by_key(|one| one.length.abs_diff(length)).map(|one| Arc::clone(&one.found)))
}

fn remember(length: usize, document: &PagedDocument) {
    let pages = document.pages().len();
    let this = Earlier { length, pages, found: Arc::clone(document.introspector()) };
    EARLIER.with_borrow_mut(|all| match all.iter().position(|one| one.pages == pages) {
        Some(at) => all[at] = this,
        None if all.len() < COUNTS => all.push(this),
        None => {}
    });
}

/// A document that may have been laid out once only.
struct Settled(PagedDocument);

impl Output for Settled {
    fn target() -> Target {
        Target::Paged
    }

    fn create(engine: &mut Engine, content: &Content, styles: StyleChain) -> SourceResult<Self> {
        if let Some(begin) = BEGIN.take()
            && let Some(document) = settle(engine, content, styles, begin)
        {
            return Ok(Self(document));
        }
        PagedDocument::create(engine, content, styles).map(Self)
    }

    fn introspector(&self) -> &dyn Introspector {
        self.0.introspector().as_ref()
    }
}

/// Lays out until every answer that the layout was given is true of it; nothing when Typst must say what is wrong.
fn settle(
    engine: &Engine,
    content: &Content,
    styles: StyleChain,
    mut known: Arc<PagedIntrospector>,
) -> Option<PagedDocument> {
    for _ in 0..TRIES {
        let asked = Constraint::new();
        let mut sink = Sink::new();
        let document = {
            let introspector: &dyn Introspector = known.as_ref();
            let mut own = Engine {
                world: engine.world,
                library: engine.library,
                introspector: Protected::new(introspector.track_with(&asked)),
                traced: engine.traced,
                sink: sink.track_mut(),
                route: engine.route.clone(),
            };
            PagedDocument::create(&mut own, content, styles).ok()?
        };
        if !sink.delayed().is_empty() || !sink.warnings().is_empty() {
            return None;
        }
        let found: &dyn Introspector = document.introspector().as_ref();
        if asked.validate(found) {
            return Some(document);
        }
        known = Arc::clone(document.introspector());
    }
    None
}
