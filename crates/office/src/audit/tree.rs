//! The Merkle tree of one day (RFC 6962): appending with the right edge alone, and the proofs.
//!
//! `ct-merkle` says which nodes a proof needs and checks proofs; the nodes themselves are counted here, because only
//! the hashes of records are at hand and a tree that owns its items would want the items.

use ct_merkle::{ConsistencyProof, HashableLeaf, InclusionProof, RootHash};
use sha2::{Digest, Sha256};

/// A SHA-256 digest.
pub type Hash = [u8; 32];

/// The hash of a leaf: `SHA-256(0x00 ‖ canonical bytes)`.
pub(super) fn leaf_hash(canonical: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(canonical).finalize().into()
}

fn parent_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The right edge of a growing tree: the roots of its perfect subtrees, largest first.
///
/// Appending a leaf hashes twice on average and needs none of the older leaves; the edge of a day of a million records
/// is at most twenty hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    roots: Vec<Hash>,
}

impl Edge {
    /// The edge as it was kept: `size` tells how many roots there must be.
    pub(super) fn from_bytes(size: u64, bytes: &[u8]) -> Option<Edge> {
        let (roots, rest) = bytes.as_chunks::<32>();
        (rest.is_empty() && roots.len() == size.count_ones() as usize).then(|| Edge { size, roots: roots.to_vec() })
    }

    /// To keep.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.roots.concat()
    }

    /// Leaves so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends one leaf: equal neighbours merge, as a binary counter carries.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        for _ in 0..self.size.trailing_ones() {
            let left = self.roots.pop().expect("as many roots as the size has ones");
            node = parent_hash(&left, &node);
        }
        self.roots.push(node);
        self.size += 1;
    }

    /// The root over all leaves so far; of no leaves, the hash of nothing.
    pub fn root(&self) -> Hash {
        let mut roots = self.roots.iter().rev();
        let Some(last) = roots.next() else { return Sha256::digest([]).into() };
        roots.fold(*last, |right, left| parent_hash(left, &right))
    }
}

/// All nodes of one day's tree, to make proofs from: 64 bytes a record, for the time of an export.
pub(super) struct Tree {
    /// `levels[k][i]` is the root of the leaves from `i·2^k`, where all `2^k` of them are there.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    pub(super) fn new(leaves: Vec<Hash>) -> Tree {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above = below.as_chunks::<2>().0.iter().map(|[left, right]| parent_hash(left, right)).collect();
            levels.push(above);
        }
        Tree { levels }
    }

    /// The hashes that lead from a leaf to the root over the first `size` leaves.
    pub(super) fn prove_inclusion(&self, position: u64, size: u64) -> Vec<Hash> {
        let nodes = ct_merkle::indices_for_inclusion_proof(size, position);
        nodes.into_iter().map(|node| self.node(node, size)).collect()
    }

    /// The hashes that show the first `old` leaves unchanged under the root over the first `new`.
    pub(super) fn prove_consistency(&self, old: u64, new: u64) -> Vec<Hash> {
        let nodes = ct_merkle::indices_for_consistency_proof(old, new - old);
        nodes.into_iter().map(|node| self.node(node, new)).collect()
    }

    /// A node by its number in the array form of RFC 9420, in the tree over the first `size` leaves.
    fn node(&self, node: u64, size: u64) -> Hash {
        let level = node.trailing_ones();
        let first = (node >> (level + 1)) << level;
        self.root_over(first, (first + (1 << level)).min(size))
    }

    fn root_over(&self, first: u64, end: u64) -> Hash {
        let width = end - first;
        if width.is_power_of_two() {
            let at = usize::try_from(first >> width.trailing_zeros()).expect("a day's tree fits in memory");
            return self.levels[width.trailing_zeros() as usize][at];
        }
        let left = 1 << width.ilog2();
        parent_hash(&self.root_over(first, first + left), &self.root_over(first + left, end))
    }
}

struct Canonical<'a>(&'a [u8]);

impl HashableLeaf for Canonical<'_> {
    fn hash<H: ct_merkle::digest::Update>(&self, hasher: &mut H) {
        hasher.update(self.0);
    }
}

fn root_hash(root: &Hash, size: u64) -> RootHash<Sha256> {
    RootHash::new((*root).into(), size)
}

/// Larger trees are only claimed, and the library counts their nodes in 64 bits.
const LEAVES_MAX: u64 = 1 << 62;

/// Whether a record's canonical bytes stand at `position` under `root`.
pub(super) fn includes(root: &Hash, size: u64, canonical: &[u8], position: u64, proof: &[Hash]) -> bool {
    size <= LEAVES_MAX
        && InclusionProof::try_from_bytes(proof.concat())
            .is_ok_and(|proof| root_hash(root, size).verify_inclusion(&Canonical(canonical), position, &proof).is_ok())
}

/// Whether the tree of `new` leaves begins with the tree of `old`.
pub(super) fn extends(old: (&Hash, u64), new: (&Hash, u64), proof: &[Hash]) -> bool {
    old.1.max(new.1) <= LEAVES_MAX
        && ConsistencyProof::try_from_bytes(proof.concat())
            .is_ok_and(|proof| root_hash(new.0, new.1).verify_consistency(&root_hash(old.0, old.1), &proof).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;

    fn item(position: u64) -> [u8; 8] {
        position.to_be_bytes()
    }

    #[test]
    fn an_edge_has_the_root_of_the_whole_tree_at_every_size() {
        let mut edge = Edge::default();
        let mut whole: MemoryBackedTree<Sha256, [u8; 8]> = MemoryBackedTree::new();
        assert_eq!(edge.root().as_slice(), Sha256::digest([]).as_slice());
        for position in 0..130 {
            edge.push(leaf_hash(&item(position)));
            whole.push(item(position));
            assert_eq!(edge.root().as_slice(), whole.root().as_bytes().as_slice());
            assert_eq!(Edge::from_bytes(edge.size(), &edge.to_bytes()), Some(edge.clone()));
        }
        assert_eq!(Edge::from_bytes(129, &edge.to_bytes()[1..]), None);
    }

    #[test]
    fn every_leaf_of_every_size_can_be_proved_and_no_other() {
        for size in 1..=33 {
            let mut edge = Edge::default();
            (0..size).for_each(|position| edge.push(leaf_hash(&item(position))));
            let tree = Tree::new((0..40).map(|position| leaf_hash(&item(position))).collect());
            for position in 0..size {
                let proof = tree.prove_inclusion(position, size);
                assert!(includes(&edge.root(), size, &item(position), position, &proof));
                assert!(!includes(&edge.root(), size, &item(position + 1), position, &proof));
            }
        }
    }

    #[test]
    fn a_longer_tree_is_proved_to_begin_with_the_shorter() {
        let tree = Tree::new((0..40).map(|position| leaf_hash(&item(position))).collect());
        let mut edge = Edge::default();
        let roots: Vec<Hash> = (0..40)
            .map(|position| {
                edge.push(leaf_hash(&item(position)));
                edge.root()
            })
            .collect();
        for (old, old_root) in (1_u64..).zip(&roots) {
            for (new, new_root) in (1_u64..).zip(&roots).filter(|(new, _)| *new >= old) {
                let proof = tree.prove_consistency(old, new);
                assert!(extends((old_root, old), (new_root, new), &proof), "{old} to {new}");
                assert!(!extends((&[7; 32], old), (new_root, new), &proof));
            }
        }
    }
}
