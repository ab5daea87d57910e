//! The tags of a PDF while it is laid out: a tree that is made before anything is drawn, and what is drawn put into it.

use krilla::tagging::{Identifier, Node as Tagged, TagGroup, TagKind, TagTree};

/// A node, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node(usize);

enum Child {
    Node(usize),
    Drawn(Identifier),
    Group(TagGroup),
}

struct Branch {
    tag: TagKind,
    children: Vec<Child>,
}

/// Nodes, each after the one that it stands in.
#[derive(Default)]
pub struct Tags {
    branches: Vec<Branch>,
    roots: Vec<usize>,
}

impl Tags {
    /// A node that stands in no other.
    pub fn root(&mut self, tag: impl Into<TagKind>) -> Node {
        let node = self.push(tag.into());
        self.roots.push(node.0);
        node
    }

    pub fn node(&mut self, parent: Node, tag: impl Into<TagKind>) -> Node {
        let node = self.push(tag.into());
        self.branches[parent.0].children.push(Child::Node(node.0));
        node
    }

    fn push(&mut self, tag: TagKind) -> Node {
        self.branches.push(Branch { tag, children: Vec::new() });
        Node(self.branches.len() - 1)
    }

    /// Something drawn belongs to a node, after what it has so far.
    pub fn drawn(&mut self, node: Node, what: Identifier) {
        self.branches[node.0].children.push(Child::Drawn(what));
    }

    pub fn group(&mut self, node: Node, group: TagGroup) {
        self.branches[node.0].children.push(Child::Group(group));
    }

    pub fn tree(self) -> TagTree {
        let Self { branches, roots } = self;
        let mut groups: Vec<Option<TagGroup>> = branches.iter().map(|_| None).collect();
        // Children stand after their parents, so that they are made first.
        for (at, branch) in branches.into_iter().enumerate().rev() {
            let mut made = TagGroup::new(branch.tag);
            for child in branch.children {
                match child {
                    Child::Node(at) => {
                        if let Some(group) = groups[at].take() {
                            made.push(group);
                        }
                    }
                    Child::Drawn(what) => made.push(Tagged::from(what)),
                    Child::Group(group) => made.push(group),
                }
            }
            groups[at] = Some(made);
        }
        let mut tree = TagTree::new();
        for root in roots {
            if let Some(group) = groups[root].take() {
                tree.push(group);
            }
        }
        tree
    }
}
