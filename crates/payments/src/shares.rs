//! A cycle's sums, by method and by commune: the same money twice, so that each column adds up to the cycle's own.

use crate::{Channel, Cycle, InstructionState, Refusal, store};
use db::Tx;
use kernel::Dong;
use survey::Method;

/// What became of a part of a cycle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many payments.
    pub instructions: i64,
    /// Over how much.
    pub payable: Dong,
    /// Arrived.
    pub paid: Dong,
    /// Did not arrive: rejected, returned, not collected.
    pub gone: Dong,
    /// Not answered for yet.
    pub open: Dong,
}

/// The payments by one method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodShare {
    /// Which method.
    pub method: Method,
    /// Which way.
    pub channel: Channel,
    /// What became of them.
    pub share: Share,
}

/// A commune's part of a cycle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommuneShare {
    /// The commune.
    pub place: i64,
    /// Lines of its list.
    pub lines: i64,
    /// What its list entitles to.
    pub entitled: Dong,
    /// What of it is held.
    pub held: Dong,
    /// What earlier months owe its people.
    pub carried_in: Dong,
    /// Its payments, and what became of them.
    pub share: Share,
}

/// The payments of a cycle in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateShare {
    /// Which state.
    pub state: InstructionState,
    /// How many payments.
    pub instructions: i64,
    /// Over how much.
    pub amount: Dong,
}

/// What instructions come to that agree in commune, method, way, state and whether an earlier month owes them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) place: i64,
    pub(crate) method: Method,
    pub(crate) channel: Channel,
    pub(crate) state: InstructionState,
    pub(crate) is_carried: bool,
    pub(crate) instructions: i64,
    pub(crate) amount: Dong,
}

impl Share {
    fn add(&mut self, piece: &Piece) -> Result<(), Refusal> {
        self.instructions += piece.instructions;
        self.payable = self.payable.checked_add(piece.amount)?;
        let sum = match piece.state {
            InstructionState::Paid => &mut self.paid,
            state if state.is_live() => &mut self.open,
            _ => &mut self.gone,
        };
        *sum = sum.checked_add(piece.amount)?;
        Ok(())
    }
}

/// A cycle's sums from every side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// By method, in the order of the sheets of a list.
    pub methods: Vec<MethodShare>,
    /// By commune, in the order of places.
    pub communes: Vec<CommuneShare>,
    /// By state, in the order of the course.
    pub states: Vec<StateShare>,
}

/// The sums of a cycle by method, commune and state. Whoever could load the cycle may see them.
pub fn shares(tx: &mut Tx<'_>, cycle: &Cycle) -> Result<Shares, Refusal> {
    let mut shares = Shares { communes: store::list_communes(tx, cycle.id)?, ..Shares::default() };
    for piece in store::list_pieces(tx, cycle.id)? {
        method_of(&mut shares.methods, &piece).add(&piece)?;
        let commune = commune_of(&mut shares.communes, piece.place);
        commune.share.add(&piece)?;
        if piece.is_carried {
            commune.carried_in = commune.carried_in.checked_add(piece.amount)?;
        }
        add_state(&mut shares.states, &piece)?;
    }
    shares.methods.sort_by_key(|one| (place_of(Method::ALL, &one.method), place_of(Channel::ALL, &one.channel)));
    shares.communes.sort_by_key(|one| one.place);
    shares.states.sort_by_key(|one| place_of(InstructionState::ALL, &one.state));
    Ok(shares)
}

fn place_of<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|known| known == one).unwrap_or(all.len())
}

fn method_of<'s>(methods: &'s mut Vec<MethodShare>, piece: &Piece) -> &'s mut Share {
    let known = methods.iter().position(|one| (one.method, one.channel) == (piece.method, piece.channel));
    let at = known.unwrap_or(methods.len());
    if known.is_none() {
        methods.push(MethodShare { method: piece.method, channel: piece.channel, share: Share::default() });
    }
    &mut methods[at].share
}

/// A commune has a part even where it has no list this month: an earlier one may owe its people.
fn commune_of(communes: &mut Vec<CommuneShare>, place: i64) -> &mut CommuneShare {
    let known = communes.iter().position(|one| one.place == place);
    let at = known.unwrap_or(communes.len());
    if known.is_none() {
        communes.push(CommuneShare { place, ..CommuneShare::default() });
    }
    &mut communes[at]
}

fn add_state(states: &mut Vec<StateShare>, piece: &Piece) -> Result<(), Refusal> {
    let Some(known) = states.iter_mut().find(|one| one.state == piece.state) else {
        states.push(StateShare { state: piece.state, instructions: piece.instructions, amount: piece.amount });
        return Ok(());
    };
    known.instructions += piece.instructions;
    known.amount = known.amount.checked_add(piece.amount)?;
    Ok(())
}
