-- Double entry: accounts, what moved between them, and their running balances.

-- coordinator
CREATE TABLE ledger_account (
    account_id {bytes} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    key {text} NOT NULL UNIQUE,
    place {int} NOT NULL,
    month {text},
    part {text},
    opened_at {text} NOT NULL
){strict};

CREATE INDEX ledger_account_by_place ON ledger_account (place, kind);

-- Never changed: a pending transfer is resolved by further rows that name it.
-- coordinator
CREATE TABLE ledger_transfer (
    transfer_id {bytes} NOT NULL PRIMARY KEY,
    debit {bytes} NOT NULL,
    credit {bytes} NOT NULL,
    amount_dong {int} NOT NULL CHECK (amount_dong > 0),
    state {text} NOT NULL,
    batch {text} NOT NULL,
    pending_of {bytes},
    made_by {bytes} NOT NULL,
    made_at {text} NOT NULL,
    why {text} NOT NULL
){strict};

CREATE INDEX ledger_transfer_by_pending ON ledger_transfer (pending_of);
CREATE INDEX ledger_transfer_by_batch ON ledger_transfer (batch);

-- A stored total: `check_balances` compares it with the transfers, `rebuild_balances` makes it anew.
-- coordinator
CREATE TABLE ledger_balance (
    account_id {bytes} NOT NULL PRIMARY KEY,
    debits_pending {int} NOT NULL,
    debits_posted {int} NOT NULL,
    credits_pending {int} NOT NULL,
    credits_posted {int} NOT NULL
){strict};
