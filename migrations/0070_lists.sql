-- Step 5: one list a commune and month, a sheet a method (Phụ lục 2).

-- coordinator
CREATE TABLE lists_list (
    list_id {bytes} NOT NULL PRIMARY KEY,
    place {int} NOT NULL,
    month {text} NOT NULL,
    version {int} NOT NULL,
    state {text} NOT NULL,
    lines {int} NOT NULL,
    payable_lines {int} NOT NULL,
    total_dong {int} NOT NULL,
    held_dong {int} NOT NULL,
    digest {bytes},
    prepared_by {bytes} NOT NULL,
    prepared_at {text} NOT NULL,
    frozen_by {bytes},
    frozen_at {text},
    approved_by {bytes},
    approved_at {text},
    handed_over_by {bytes},
    handed_over_at {text},
    handed_to {text},
    why {text},
    UNIQUE (place, month)
){strict};

-- A line a person and entitlement, as it was when the list was drawn up. `category` is a neutral word where belonging
-- to the category is a secret of health.
-- person-owned
CREATE TABLE lists_line (
    person_id {bytes} NOT NULL,
    list_id {bytes} NOT NULL,
    entitlement_id {bytes} NOT NULL,
    month {text} NOT NULL,
    place {int} NOT NULL,
    source {text} NOT NULL,
    category {text} NOT NULL,
    method {text} NOT NULL,
    account_id {bytes},
    bin {text},
    number {text},
    holder_name {text},
    full_name {text} NOT NULL,
    birth {text},
    citizen_id {text},
    address {text},
    amount_dong {int} NOT NULL,
    held_reason {text},
    note {text},
    PRIMARY KEY (person_id, list_id, entitlement_id)
){strict};

CREATE INDEX lists_line_by_list ON lists_line (list_id);
