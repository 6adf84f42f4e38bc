//! Citations as caseworkers and old templates write them, against the register that we ship.

use super::*;
use jiff::civil::date;

const DAY: Date = date(2026, 11, 23);

fn names() -> Names {
    Names::of(&Library::embedded())
}

fn found(names: &Names, text: &str) -> Vec<String> {
    names.find(text, DAY).iter().map(ToString::to_string).collect()
}

fn doubts(names: &Names, text: &str, day: Date) -> Vec<String> {
    names.doubts(text, day).iter().map(|doubt| format!("{} {:?}", doubt.hjemmel, doubt.status)).collect()
}

#[test]
fn citations_are_found_as_people_write_them() {
    let names = names();
    for (text, expected) in [
        ("Vi viser til hol § 3-7 og til pbrl. § 2-1 a.", vec!["hol/3-7", "pbrl/2-1a"]),
        ("Pasient- og brukerrettighetsloven §\u{a0}2-1\u{a0}a andre ledd", vec!["pbrl/2-1a/2"]),
        ("etter § 3-8 i helse- og omsorgstjenesteloven", vec!["hol/3-8"]),
        ("hol § 3-2 nr 6 d", vec!["hol/3-2/1/6/d"]),
        ("hol § 3-2, 1. ledd nr 6 bokstav b", vec!["hol/3-2/1/6/b"]),
        ("hol. § 3-6 første ledd nr. 2", vec!["hol/3-6/-/2"]),
        ("Fvl. §28 2.ledd", vec!["fvl/28/2"]),
        ("forvaltningslovens § 16", vec!["fvl/16"]),
        ("lov om pasient- og brukerrettigheter § 2-1", vec!["pbrl/2-1"]),
        ("lov om kommunale helse- og omsorgstjenester m.m. av 24. juni 2011 nr. 30 § 3-8", vec!["hol/3-8"]),
        ("LOV-2011-06-24-30 § 3-8", vec!["hol/3-8"]),
        ("helse og omsorgstenestelova § 3-2 a fjerde leddet", vec!["hol/3-2a/4"]),
        ("hol kap. 3, særlig § 3-8", vec!["hol/3-8"]),
        ("hol. kap 3", vec![]),
        ("hol §§ 3-1, 3-7 og 4-1", vec!["hol/3-1", "hol/3-7", "hol/4-1"]),
        ("§ 3-2 nr. 6 bokstav a og § 3-8 i hol", vec!["hol/3-2/1/6/a", "hol/3-8"]),
        (
            "hol § 3-2 nr. 6 a og b, jf. pbrl §§ 2-1 og 2-7",
            vec!["hol/3-2/1/6/a", "hol/3-2/1/6/b", "pbrl/2-1", "pbrl/2-7"],
        ),
        ("forvaltningsloven §§ 18-21", vec!["fvl/18", "fvl/21"]),
        ("forvaltningsloven §§ 18 a-18 d", vec!["fvl/18a", "fvl/18d"]),
        ("fvl § 35 første ledd c", vec!["fvl/35/1/-/c"]),
        ("fvl § 35 c", vec!["fvl/35/1/-/c"]),
        ("fvl § 16 i loven", vec!["fvl/16"]),
        ("Du bor i § nummer 3, og § 99-99 finnes ikke", vec![]),
        ("barnevernsloven § 3-7 og forskriften § 4-1", vec![]),
    ] {
        assert_eq!(found(&names, text), expected, "{text}");
    }
}

#[test]
fn what_is_not_in_force_is_told_of() {
    let names = names();
    for (text, expected) in [
        ("Etter helse- og omsorgstjenesteloven § 3-2 nr. 6 d.", "hol/3-2/1/6/d"),
        ("hol § 3-2 nr. 6 bokstav d", "hol/3-2/1/6/d"),
        ("hol § 3-2, 1. ledd nr 6 bokstav d", "hol/3-2/1/6/d"),
        ("hol § 3-2 første ledd nr. 6 bokstavane a til d", "hol/3-2/1/6/d"),
        ("Avlastning følger av § 3-2 nr 6 d.", "hol/3-2/1/6/d"),
        ("hol § 3-2 a tredje ledd", "hol/3-2a/3"),
        ("hol § 3-2a 3. ledd", "hol/3-2a/3"),
        ("pbrl § 3-1 femte ledd", "pbrl/3-1/5"),
        ("hol §§ 3-1, 3-7 og 4-1", "hol/3-7"),
        ("hol § 3-1, § 3-7 og § 4-1", "hol/3-7"),
        ("Etter pasient- og brukarrettslova har du rett til hjelp, sjå § 2-1 a", "pbrl/2-1a"),
        ("§ 2-1 a gir deg rett til hjelp", "pbrl/2-1a"),
        ("pbrl § 2-1, jf. § 3-7", "hol/3-7"),
        ("pbrl § 7-4 andre ledd", "pbrl/7-4/2"),
        ("hol § 5-10", "hol/5-10"),
    ] {
        assert_eq!(doubts(&names, text, DAY), [format!("{expected} NotInForce")], "{text}");
    }
    assert_eq!(doubts(&names, "§ 2-1 a", date(2024, 5, 31)), Vec::<String>::new());
    assert_eq!(doubts(&names, "hol § 3-7", date(2023, 6, 30)), Vec::<String>::new());
}

#[test]
fn what_the_law_does_not_have_is_told_of() {
    let names = names();
    for (text, expected) in [
        ("Etter pbrl § 99-1.", "pbrl/99-1 NoSection"),
        ("hol § 3-22", "hol/3-22 NoSection"),
        ("hol § 3-8 a", "hol/3-8a NoSection"),
        ("helsepersonelloven § 99", "hpl/99 NoSection"),
        ("forvaltningsloven § 59", "fvl/59 NoSection"),
        ("sykehjemsforskriften § 3-2", "sykehjemsforskriften/3-2 NoSection"),
        ("forskrift om egenandel § 99", "egenandelsforskriften/99 NoSection"),
        ("§ 99 i helsepersonelloven", "hpl/99 NoSection"),
        ("hol § 3-8, jf. § 99-1", "hol/99-1 NoSection"),
        ("pasient- og brukerrettighetsloven § 2-1 sjuende ledd", "pbrl/2-1/7 NoPart"),
        ("hol § 3-2 nr. 8", "hol/3-2/-/8 NoPart"),
        ("hol § 3-2 nr. 6 bokstav e", "hol/3-2/-/6/e NoPart"),
        ("hol § 3-6 nr. 4", "hol/3-6/-/4 NoPart"),
        ("hol § 3-6 andre ledd", "hol/3-6/2 NoPart"),
    ] {
        assert_eq!(doubts(&names, text, DAY), [expected], "{text}");
    }
}

#[test]
fn sound_citations_and_those_of_other_acts_are_left_alone() {
    let names = names();
    for text in [
        "hol § 3-2 første ledd nr. 6 bokstav b, pbrl § 7-5",
        "hol § 3-2 nr. 6 a og b, og nr. 7",
        "hol § 3-2 andre ledd",
        "hol § 4-1 andre ledd bokstav e",
        "forvaltningsloven § 18 a og § 16",
        "forvaltningsloven §§ 18-21, og § 17 tredje ledd",
        "fvl § 13 b første ledd nr. 2",
        "fvl § 27 tredje ledd annet punktum",
        "pbrl § 3-2 åttende ledd",
        "Vi viser til forskrift om tildeling av langtidsopphold § 3-7.",
        "Kommunen har en egen forskrift. Etter § 3-7 der får du plass.",
        "barnevernsloven § 3-7, jf. § 2-1 a",
        "plan- og bygningsloven § 3-7",
        "§ 3-7 i den kommunale forskriften",
        "lov om sosiale tjenester i NAV § 18, og husleielova § 9-2",
        "Etter § 99 og § 3 bokstav b får du svar",
        "Etter § 59 får du svar",
        "hol § 3-2, 10-12 timer per uke",
        "hol § 3-2 nr. 6, 14 timer i uka",
        "hol § 3-8 i 2 år",
        "etter hol § 4-1 3. mars",
        "forskrift om egenandelstak § 99",
        "Se side 3-7 i hol kap. 3",
    ] {
        assert_eq!(doubts(&names, text, DAY), Vec::<String>::new(), "{text}");
    }
}
