//! A function as a component: its hooks are run where they stand, each in every drawing.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{Error, Expr, FnArg, Ident, Item, ItemFn, Result, ReturnType, Type, parse_quote_spanned};

/// The code for a `#[component]`.
pub(crate) fn component(function: ItemFn) -> Result<TokenStream> {
    let ItemFn { attrs, vis, sig, mut block } = function;
    if !sig.generics.params.is_empty() {
        return Err(Error::new_spanned(sig.generics, "a component has no generic parameters"));
    }
    if matches!(sig.output, ReturnType::Default) {
        return Err(Error::new_spanned(&sig.ident, "a component returns `Html`"));
    }
    let (pattern, props) = match sig.inputs.iter().collect::<Vec<_>>().as_slice() {
        [] => (quote!(_), quote!(())),
        [FnArg::Typed(argument)] => match &*argument.ty {
            Type::Reference(reference) if reference.mutability.is_none() => {
                let (pattern, props) = (&argument.pat, &reference.elem);
                (quote!(#pattern), quote!(#props))
            }
            other => {
                return Err(Error::new_spanned(other, "a component takes its props by reference: `&…Props`"));
            }
        },
        _ => {
            return Err(Error::new_spanned(
                &sig.inputs,
                "a component takes one argument, its props by reference",
            ));
        }
    };
    let context = Ident::new("context", Span::mixed_site());
    let mut hooks = Hooks { context: context.clone(), depth: 0, errors: Vec::new() };
    hooks.visit_block_mut(&mut block);
    if let Some(error) = hooks.errors.into_iter().reduce(|mut all, error| {
        all.combine(error);
        all
    }) {
        return Err(error);
    }
    let (docs, lints): (Vec<_>, Vec<_>) = attrs.into_iter().partition(|one| one.path().is_ident("doc"));
    let (name, output) = (&sig.ident, &sig.output);
    Ok(quote! {
        #(#docs)*
        #vis struct #name;

        #(#lints)*
        impl crate::html::Component for #name {
            type Props = #props;

            fn draw(#context: &mut ::yew::functional::HookContext, #pattern: &Self::Props) #output #block
        }
    })
}

/// Gives the hooks of a body the component's context.
struct Hooks {
    context: Ident,
    /// How many branches, loops and closures are around.
    depth: usize,
    errors: Vec<Error>,
}

impl Hooks {
    fn within(&mut self, visit: impl FnOnce(&mut Self)) {
        self.depth += 1;
        visit(self);
        self.depth -= 1;
    }
}

impl VisitMut for Hooks {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        match expression {
            Expr::Call(call) => {
                let last = match &*call.func {
                    Expr::Path(path) => path.path.segments.last(),
                    _ => None,
                };
                let hook =
                    last.map(|last| last.ident.clone()).filter(|name| name.to_string().starts_with("use_"));
                match hook {
                    Some(name) if self.depth > 0 => self.errors.push(Error::new(
                        name.span(),
                        "a hook can't stand in a branch, a loop or a closure: every drawing calls the same ones; \
                         move it to the top of the function",
                    )),
                    Some(name) => {
                        let context = &self.context;
                        *expression =
                            parse_quote_spanned!(name.span()=> ::yew::functional::Hook::run(#call, #context));
                    }
                    None => visit_mut::visit_expr_call_mut(self, call),
                }
            }
            Expr::Closure(_) | Expr::Loop(_) | Expr::While(_) | Expr::Async(_) => {
                self.within(|hooks| visit_mut::visit_expr_mut(hooks, expression));
            }
            Expr::If(one) => {
                self.visit_expr_mut(&mut one.cond);
                self.within(|hooks| {
                    hooks.visit_block_mut(&mut one.then_branch);
                    if let Some((_, otherwise)) = &mut one.else_branch {
                        hooks.visit_expr_mut(otherwise);
                    }
                });
            }
            Expr::Match(one) => {
                self.visit_expr_mut(&mut one.expr);
                self.within(|hooks| one.arms.iter_mut().for_each(|arm| hooks.visit_arm_mut(arm)));
            }
            Expr::ForLoop(one) => {
                self.visit_expr_mut(&mut one.expr);
                self.within(|hooks| hooks.visit_block_mut(&mut one.body));
            }
            other => visit_mut::visit_expr_mut(self, other),
        }
    }

    /// Other functions within this one are not the component.
    fn visit_item_mut(&mut self, _: &mut Item) {}
}
