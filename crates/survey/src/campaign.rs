//! The three points of the campaign (182/UBND-CA, step 3).

use kernel::{Kind, Plain, Stored, StoredFault, keyed};
use serde::Serialize;
use std::collections::BTreeSet;

keyed! {
    /// What the officers explain at the door.
    pub enum CampaignPoint {
        /// Chủ trương của Đảng, chính sách của Nhà nước.
        Policy = "policy",
        /// Thuận tiện, không để ai bị bỏ lại phía sau.
        Access = "access",
        /// Phòng chống tội phạm, trục lợi; đúng đối tượng, nhanh chóng.
        Protection = "protection",
    }
}

/// The points that were delivered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct CampaignPoints(BTreeSet<CampaignPoint>);

impl CampaignPoints {
    /// These points.
    pub fn new(points: impl IntoIterator<Item = CampaignPoint>) -> CampaignPoints {
        CampaignPoints(points.into_iter().collect())
    }

    /// All three.
    pub fn all() -> CampaignPoints {
        CampaignPoints::new(CampaignPoint::ALL.iter().copied())
    }

    /// Whether a point was delivered.
    pub fn has(&self, point: CampaignPoint) -> bool {
        self.0.contains(&point)
    }

    /// Whether nothing is left to explain.
    pub fn is_complete(&self) -> bool {
        self.0.len() == CampaignPoint::ALL.len()
    }
}

/// Rests as its keys, parted by spaces, in the order of the list.
impl Stored for CampaignPoints {
    const KIND: Kind = Kind::Text;
    fn to_plain(&self) -> Plain {
        Plain::Text(self.0.iter().map(|point| point.key()).collect::<Vec<_>>().join(" "))
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        const FAULT: StoredFault = StoredFault { expected: "CampaignPoints" };
        let Plain::Text(text) = plain else { return Err(FAULT) };
        let points = text.split(' ').filter(|key| !key.is_empty()).map(|key| CampaignPoint::parse(key).ok_or(FAULT));
        points.collect::<Result<_, _>>().map(CampaignPoints)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_read_back() {
        for points in [
            CampaignPoints::default(),
            CampaignPoints::all(),
            CampaignPoints::new([CampaignPoint::Protection, CampaignPoint::Policy]),
        ] {
            assert_eq!(CampaignPoints::from_plain(points.to_plain()), Ok(points));
        }
        assert!(CampaignPoints::all().is_complete() && !CampaignPoints::default().is_complete());
        assert!(CampaignPoints::from_plain(Plain::Text("policy party".to_owned())).is_err());
    }
}
