//! The four kinds of sources of step 1.

use office::profile::Programme;

kernel::keyed! {
    /// Whose list a file is. The four are kept apart; one person may stand in several.
    pub enum SourceKind {
        /// Bảo trợ xã hội.
        Protection = "btxh",
        /// Người có công.
        Merit = "ncc",
        /// Nghèo, cận nghèo.
        Poverty = "ngheo",
        /// Đối tượng khác.
        Other = "khac",
    }
}

impl SourceKind {
    /// The programmes whose categories stand in lists of this kind; those of other lists are not checked.
    pub const fn programmes(self) -> &'static [Programme] {
        match self {
            SourceKind::Protection => &[Programme::SocialProtection, Programme::SocialPension],
            SourceKind::Merit => &[Programme::Merit],
            SourceKind::Poverty | SourceKind::Other => &[],
        }
    }
}
