//! Somebody else's Yew app, mounted on the body as most of them are: a seating plan that counts every event its seats
//! hear, and a part that comes and goes with a blocked embed and a blocked script in it.

use yew::prelude::*;

/// Enough that each number Yew gives to a listener of ours is also one of a seat's.
const SEATS: usize = 60;

#[derive(Clone, PartialEq)]
struct Plan {
    heard: [u32; SEATS],
}

impl Reducible for Plan {
    type Action = usize;

    fn reduce(self: std::rc::Rc<Self>, seat: usize) -> std::rc::Rc<Self> {
        let mut heard = self.heard;
        if let Some(count) = heard.get_mut(seat) {
            *count += 1;
        }
        std::rc::Rc::new(Self { heard })
    }
}

#[component]
fn App() -> Html {
    let plan = use_reducer(|| Plan { heard: [0; SEATS] });
    let film = use_state(|| true);
    let toggle = {
        let film = film.clone();
        Callback::from(move |_: MouseEvent| film.set(!*film))
    };
    html! {
        <>
            <header class="masthead"><strong>{ "Fjordbladet" }</strong></header>
            <main>
                <h1>{ "Vælg din plads på jomfruturen" }</h1>
                <p><button type="button" id="toggle" onclick={toggle}>{ "Vis eller skjul filmen" }</button></p>
                if *film {
                    <Film />
                }
                <samtycke-preferences />
                <p>{ for (0..SEATS).map(|seat| seat_button(&plan, seat)) }</p>
            </main>
            <footer><a href="privacy.html">{ "Privatliv" }</a></footer>
        </>
    }
}

/// Listens to every kind of event that our views listen to: none that is theirs may end here.
fn seat_button(plan: &UseReducerHandle<Plan>, seat: usize) -> Html {
    let heard = plan.heard.get(seat).copied().unwrap_or_default();
    let dispatcher = plan.dispatcher();
    let hear = move || dispatcher.dispatch(seat);
    html! {
        <button
            type="button"
            class="seat"
            data-heard={heard.to_string()}
            onclick={let hear = hear.clone(); move |_: MouseEvent| hear()}
            onchange={let hear = hear.clone(); move |_: Event| hear()}
            oninput={let hear = hear.clone(); move |_: InputEvent| hear()}
            oncancel={let hear = hear.clone(); move |_: Event| hear()}
            onclose={move |_: Event| hear()}
        >
            { seat + 1 }
        </button>
    }
}

#[component]
fn Film() -> Html {
    html! {
        <section id="film-part">
            <iframe
                id="film"
                title="Film: Jomfruturen"
                width="480"
                height="270"
                data-category="marketing"
                data-service="film"
                data-src="/hosts/frame.html?yew"
            />
            <script type="text/plain" data-category="statistics">{ "ran.push('yew');" }</script>
        </section>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
