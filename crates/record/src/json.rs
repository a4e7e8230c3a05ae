//! I-JSON as Samtycke uses it: objects, arrays, strings, booleans and integers below 2^53. No null, no fraction:
//! "not collected" is a stated value, and no number can change its meaning on the way through another library.

mod parse;
mod read;
mod shape;
mod write;

pub use parse::{SyntaxError, parse};
pub use read::{Members, Source, Written};
pub use shape::{FromJson, ShapeError, ToJson};

/// RFC 7493 section 2.1 has neither these nor surrogates, which a `char` can't be.
pub fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// An integer whose absolute value is below 2^53.
    Integer(i64),
    /// Any Unicode text.
    String(String),
    /// A list.
    Array(Vec<Self>),
    /// Members in any order, names unique.
    Object(Vec<(String, Self)>),
}

impl Value {
    /// The member of that name, when this is an object that has one.
    pub fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, when this is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The canonical bytes by RFC 8785: members sorted by UTF-16 code units, no white space.
    pub fn canonical(&self) -> String {
        write::canonical(self)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

/// Declares a struct and the JSON object it is: every member required, `Option` members may be absent, members that
/// are not listed are refused. `= "name"` after a type gives the member another name than the field's.
#[macro_export]
macro_rules! json_object {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$fmeta:meta])* pub $field:ident : $type:ty $(= $key:literal)?),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        $vis struct $name { $($(#[$fmeta])* pub $field: $type,)* }

        impl $name {
            const NAMES: &str = concat!($($crate::json_key!($field $($key)?), " "),*);
        }

        impl $crate::json::ToJson for $name {
            fn to_json(&self) -> $crate::json::Value {
                let mut object = $crate::json::Written::new(Self::NAMES);
                $(object.next($crate::json::ToJson::to_member(&self.$field));)*
                object.end()
            }
        }

        impl $crate::json::FromJson for $name {
            fn read(source: &mut $crate::json::Source<'_>) -> Self {
                let mut members = source.object(Self::NAMES);
                Self { $($field: members.next(source),)* }
            }
        }
    };
}

/// The name of a member: the field's, unless another is given.
#[doc(hidden)]
#[macro_export]
macro_rules! json_key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

/// Declares an enum whose variants are strings in JSON.
#[macro_export]
macro_rules! json_enum {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $(#[$fmeta:meta])* $first:ident = $fkey:literal
        $(, $(#[$vmeta:meta])* $variant:ident = $key:literal)* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name { $(#[$fmeta])* $first, $($(#[$vmeta])* $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[Self::$first $(, Self::$variant)*];

            /// The string that stands for it.
            pub fn as_str(self) -> &'static str {
                match self { Self::$first => $fkey, $(Self::$variant => $key,)* }
            }

            /// The one that the string stands for.
            pub fn of(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }

        impl $crate::json::ToJson for $name {
            fn to_json(&self) -> $crate::json::Value {
                $crate::json::Value::from(self.as_str())
            }
        }

        impl $crate::json::FromJson for $name {
            fn read(source: &mut $crate::json::Source<'_>) -> Self {
                source.text().and_then(Self::of).unwrap_or_else(|| {
                    source.refuse(concat!("must be one of ", $fkey $(, " ", $key)*));
                    Self::$first
                })
            }
        }
    };
}

/// Declares an enum whose variants each hold one JSON value: an object with one member, the variant's name.
#[macro_export]
macro_rules! json_tagged {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $(#[$fmeta:meta])* $first:ident($ftype:ty) = $fkey:literal
        $(, $(#[$vmeta:meta])* $variant:ident($type:ty) = $key:literal)* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        $vis enum $name { $(#[$fmeta])* $first($ftype), $($(#[$vmeta])* $variant($type),)* }

        impl $crate::json::ToJson for $name {
            fn to_json(&self) -> $crate::json::Value {
                let (key, value) = match self {
                    Self::$first(value) => ($fkey, $crate::json::ToJson::to_json(value)),
                    $(Self::$variant(value) => ($key, $crate::json::ToJson::to_json(value)),)*
                };
                $crate::json::Value::Object(vec![(String::from(key), value)])
            }
        }

        impl $crate::json::FromJson for $name {
            fn read(source: &mut $crate::json::Source<'_>) -> Self {
                let key = source.kind(concat!($fkey, " " $(, $key, " ")*));
                let read = match key {
                    $($key => Self::$variant($crate::json::FromJson::read(source)),)*
                    _ => Self::$first($crate::json::FromJson::read(source)),
                };
                source.within(key);
                read
            }
        }
    };
}
