//! Letters for the tests, written as Markdown with a head of `key: value` lines. Synthetic persons only.

use jiff::civil::date;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::iter::Peekable;
use vedtaksbrev::language::Maalform;
use vedtaksbrev::letter::letter::{Block, Closing, Frame, Letter, Letterhead, PlacedBlock, Run, Runs, Signature};

/// The letter in `tests/pdf/letters/<name>.md`.
pub fn letter(name: &str) -> Letter {
    let path = format!("{}/tests/pdf/letters/{name}.md", env!("CARGO_MANIFEST_DIR"));
    parse(name, &std::fs::read_to_string(path).unwrap())
}

/// A short letter with this one paragraph.
pub fn with_paragraph(text: &str) -> Letter {
    let mut letter = letter("en-side.nb");
    let runs = vec![Run { text: text.to_owned(), strong: false }];
    letter.body.insert(1, PlacedBlock { block: Block::Paragraph { runs }, source: "legal-texts/x.nb.md".into() });
    letter
}

fn parse(name: &str, text: &str) -> Letter {
    let (head, body) = text.split_once("\n\n").unwrap();
    let pairs: Vec<(&str, &str)> = head.lines().map(|line| line.split_once(": ").unwrap()).collect();
    let all = |key: &str| -> Vec<String> {
        pairs.iter().filter(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned()).collect()
    };
    let one = |key: &str| all(key).first().cloned().unwrap_or_default();
    let split = |text: &String| text.split_once('=').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let language = Maalform::from_tag(&one("maalform")).unwrap();
    let body = blocks(body);
    let title = match &body[0].block {
        Block::Heading { runs, .. } => vedtaksbrev::letter::letter::plain(runs),
        _ => unreachable!("a letter begins with its heading"),
    };
    let signatures = all("underskrift").iter().map(split).map(|(name, title)| Signature { name, title }).collect();
    Letter {
        summary: Vec::new(),
        identity: format!("2026/00000/vedtak/2026-11-23/1/{name}"),
        title,
        language,
        brevdato: date(2026, 11, 23),
        head: Letterhead {
            municipality: one("kommune"),
            office: one("kontor"),
            sender: one("avsender"),
            address: all("adresse"),
            references: all("referanse").iter().map(split).collect(),
        },
        body,
        closing: Closing {
            greeting: one("hilsen"),
            signatures,
            note: one("merknad"),
            attachments_label: "Vedlegg".into(),
            attachments: all("vedlegg"),
        },
        frame: Frame {
            contact: format!("{} · Postboks 0000, 0000 Eksempelstad · Telefon 00 00 00 00", one("kontor")),
            page: "Side".into(),
            of: "av".into(),
            draft: all("utkast").pop(),
            logo_alt: format!("Kommunevåpenet til {}", one("kommune")),
        },
    }
}

fn blocks(markdown: &str) -> Vec<PlacedBlock> {
    let mut events = Parser::new_ext(markdown, Options::ENABLE_TABLES).peekable();
    read_blocks(&mut events).into_iter().map(|block| PlacedBlock { block, source: String::new() }).collect()
}

fn read_blocks<'a>(events: &mut Peekable<impl Iterator<Item = Event<'a>>>) -> Vec<Block> {
    let mut blocks = Vec::new();
    loop {
        match events.peek() {
            None | Some(Event::End(_)) => return blocks,
            // A tight item: its text stands without a paragraph of its own.
            Some(Event::Text(_) | Event::Start(Tag::Strong)) => {
                blocks.push(Block::Paragraph { runs: read_runs(events) });
            }
            Some(_) => match events.next().unwrap() {
                Event::Rule => blocks.push(Block::Divider),
                Event::Start(Tag::Heading { level, .. }) => {
                    blocks.push(Block::Heading { level: number(level), runs: read_runs(events) });
                    events.next();
                }
                Event::Start(Tag::Paragraph) => {
                    blocks.push(Block::Paragraph { runs: read_runs(events) });
                    events.next();
                }
                Event::Start(Tag::List(first)) => {
                    let mut items = Vec::new();
                    while let Some(Event::Start(Tag::Item)) = events.next() {
                        items.push(read_blocks(events));
                        events.next();
                    }
                    blocks.push(Block::List { ordered: first.is_some(), items });
                }
                Event::Start(Tag::Table(_)) => blocks.push(read_table(events)),
                event => unreachable!("{event:?}"),
            },
        }
    }
}

fn read_table<'a>(events: &mut Peekable<impl Iterator<Item = Event<'a>>>) -> Block {
    let mut rows: Vec<Vec<Runs>> = Vec::new();
    loop {
        match events.next().unwrap() {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                let runs = read_runs(events);
                rows.last_mut().unwrap().push(runs);
            }
            Event::End(TagEnd::Table) => {
                let header = rows.remove(0);
                let total = rows.last().is_some_and(|row| row[0].first().is_some_and(|run| run.strong));
                return Block::Table { header, rows, total };
            }
            _ => {}
        }
    }
}

fn read_runs<'a>(events: &mut Peekable<impl Iterator<Item = Event<'a>>>) -> Runs {
    let mut runs = Runs::new();
    let mut strong = false;
    loop {
        match events.peek() {
            Some(Event::Text(text)) => match runs.last_mut() {
                Some(last) if last.strong == strong => last.text.push_str(text),
                _ => runs.push(Run { text: text.to_string(), strong }),
            },
            Some(Event::SoftBreak) => runs.last_mut().unwrap().text.push(' '),
            Some(Event::Start(Tag::Strong)) => strong = true,
            Some(Event::End(TagEnd::Strong)) => strong = false,
            _ => return runs,
        }
        events.next();
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}
