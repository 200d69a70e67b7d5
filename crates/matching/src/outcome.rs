//! The words a decision is stored in.

use kernel::keyed;

keyed! {
    /// What is known of a row. Exactly one of them; having no card and being dead overlap with all.
    pub enum Outcome {
        /// Chưa gửi rà soát.
        NotSent = "not_sent",
        /// Chờ xác thực: somebody has to look.
        Pending = "pending",
        /// Đã xác thực.
        Verified = "verified",
        /// Lệch thông tin: the number's person, but a field differs.
        Mismatch = "mismatch",
        /// Không tìm thấy thông tin.
        NotFound = "not_found",
    }
}

keyed! {
    /// Why it is so.
    pub enum Rule {
        /// Number, name and date are the same, the sex is not against it, and the person lives.
        NumberNameBirth = "number_name_birth",
        /// The number is the same, and name or date are close.
        NumberClose = "number_close",
        /// Everything is the same, but the person died.
        PersonDead = "person_dead",
        /// The number is the same, and neither name nor date are: often it is somebody else.
        NumberDoubtful = "number_doubtful",
        /// The number is the same and nothing is against it, but the row says too little.
        NumberIncomplete = "number_incomplete",
        /// Two people are nearly as likely.
        Rivals = "rivals",
        /// There is likeness, but no number proves it.
        WithoutNumber = "without_number",
        /// Nobody is like the row, even after a second, wider search.
        NothingFound = "nothing_found",
        /// The population database is asked, and has not answered.
        Asked = "asked",
        /// A named officer decided that it is this person.
        Confirmed = "confirmed",
        /// A named officer decided that it is none of the candidates.
        Rejected = "rejected",
        /// A named officer asks the commune.
        CommuneAsked = "commune_asked",
    }
}

keyed! {
    /// Why an officer's decision on the same row of an earlier file is not carried over.
    pub enum Obstacle {
        /// The register no longer has the person, or nobody like the row any more.
        Gone = "gone",
        /// The register says that the person died.
        Dead = "dead",
        /// The register says something else of the person.
        Changed = "changed",
        /// The register has somebody else who could be meant.
        Others = "others",
    }
}
