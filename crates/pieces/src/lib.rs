//! Functions whose code lies in another file than the wasm that calls them.
//!
//! `cargo xtask` builds the widget with `--cfg samtycke_pieces`, and cuts it with the library `wasm_split_cli_support`.
//! That finds the places to cut by the names of an import and an export, and puts what only the export reaches into a file
//! of its own. Without the cfg nothing is cut, and the functions are plain ones.
//!
//! Naming an import and an export is what Rust calls unsafe code, which is forbidden everywhere else: therefore a crate.
//! It is sound because both are made here, of one signature, and joined by their name.

/// A function of the piece `$piece`. It traps as long as that isn't loaded.
///
/// `$id` are eight hexadecimal digits of its own, two a byte. Its arguments and its result cross between two files of one
/// memory, so anything may be passed.
#[macro_export]
macro_rules! piece {
    ($piece:literal $id:literal $(#[$doc:meta])* $vis:vis fn $name:ident($($arg:ident: $type:ty),* $(,)?) -> $out:ty $body:block) => {
        $(#[$doc])*
        #[cfg(samtycke_pieces)]
        $vis fn $name($($arg: $type),*) -> $out {
            #[link(wasm_import_module = "__wasm_split_placeholder__")]
            unsafe extern "C" {
                #[link_name = concat!("__wasm_split_00", $piece, "00_import_000000000000000000000000", $id)]
                #[allow(improper_ctypes)]
                safe fn elsewhere($($arg: $type),*) -> $out;
            }
            #[unsafe(export_name = concat!("__wasm_split_00", $piece, "00_export_000000000000000000000000", $id))]
            #[allow(improper_ctypes_definitions)]
            extern "C" fn here($($arg: $type),*) -> $out $body

            elsewhere($($arg),*)
        }

        $(#[$doc])*
        #[cfg(not(samtycke_pieces))]
        $vis fn $name($($arg: $type),*) -> $out $body
    };
}
