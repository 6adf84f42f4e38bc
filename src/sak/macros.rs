//! `case_type!`: one declaration gives a struct, its reader and its JSON Schema.
//!
//! Comes in: fields with their type and a Norwegian description.
//! Goes out: the struct, `FromNode` (see `read.rs`) and `JsonSchema` with `additionalProperties: false`.
//! Does not check what fields mean together; that is `validate.rs`.

/// Declares a type of the case file: each field reads itself by its type
/// (`T` must be there, `Option<T>` and `Vec<T>` may be absent), unknown keys are reported,
/// and the description goes into the JSON Schema.
macro_rules! case_type {
    ($(#[$meta:meta])* pub struct $name:ident = $about:literal {
        $($(#[$fmeta:meta])* pub $field:ident : $type:ty = $description:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, schemars::JsonSchema)]
        #[schemars(description = $about)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$fmeta])* #[schemars(description = $description)] pub $field: $type,)*
        }
        impl $crate::sak::read::FromNode for $name {
            fn from_node(node: &$crate::yaml::Node, reader: &mut $crate::sak::read::Reader) -> Option<Self> {
                let mut fields = reader.fields(node, &[$(stringify!($field)),*])?;
                $(let $field = fields.field::<$type>(stringify!($field));)*
                Some(Self { $($field: $field?,)* })
            }
            fn expected() -> String {
                let fields = [$((stringify!($field), <$type as $crate::sak::read::FromNode>::absent().is_none())),*];
                let needed: Vec<&str> = fields.into_iter().filter(|(_, needed)| *needed).map(|(name, _)| name).collect();
                match needed.as_slice() {
                    [] => "feltene på linjene under".into(),
                    [one] => format!("feltet {one} på linja under"),
                    many => format!("feltene {} på linjene under", $crate::suggest::all_of(many)),
                }
            }
            fn stand_in() -> Option<Self> {
                Some(Self { $($field: <$type as $crate::sak::read::FromNode>::stand_in()?,)* })
            }
        }
    };
}

/// Declares a closed set of words of the case file, with the spelling used in it.
macro_rules! case_words {
    ($(#[$meta:meta])* pub enum $name:ident = $about:literal {
        $($(#[$vmeta:meta])* $variant:ident = $word:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, schemars::JsonSchema)]
        #[schemars(description = $about)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $word)] $variant,)*
        }
        impl $name {
            /// The words as the case file spells them, in declaration order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];
            /// The word as the case file spells it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            /// The value that a word of the case file stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
        impl $crate::sak::read::FromNode for $name {
            fn from_node(node: &$crate::yaml::Node, reader: &mut $crate::sak::read::Reader) -> Option<Self> {
                reader.word(node, Self::WORDS).and_then(Self::from_word)
            }
            fn expected() -> String {
                $crate::suggest::one_of(Self::WORDS)
            }
            fn stand_in() -> Option<Self> {
                Self::WORDS.first().and_then(|word| Self::from_word(word))
            }
        }
    };
}
