-- Step 6: how each person receives the money, from the claim to its end.

-- `payee_key` is the payee's name, by its key, with which the second person compared the holder's: if the record is
-- corrected, the account is looked at again before money goes there.
-- `bin` is the bank's key in the reference data: its BIN, or a word for the few that have none.
-- person-owned
CREATE TABLE accounts_account (
    person_id {bytes} NOT NULL,
    account_id {bytes} NOT NULL,
    batch {bytes} NOT NULL,
    method {text} NOT NULL,
    bin {text},
    number {text},
    holder_name {text},
    authorisation_id {bytes},
    channel {text},
    state {text} NOT NULL,
    name_check {text},
    name_rule {text},
    payee_key {text},
    claimed_by {bytes} NOT NULL,
    claimed_at {text} NOT NULL,
    checked_by {bytes},
    checked_at {text},
    activated_by {bytes},
    active_from {text},
    ended_by {bytes},
    ended_at {text},
    why {text},
    version {int} NOT NULL,
    PRIMARY KEY (person_id, account_id)
){strict};

CREATE INDEX accounts_account_by_batch ON accounts_account (batch);

-- A number is looked for without its bank.
CREATE INDEX accounts_account_by_number ON accounts_account (number);

-- One active account a person: the primary key says so.
-- person-owned
CREATE TABLE accounts_active (
    person_id {bytes} NOT NULL PRIMARY KEY,
    account_id {bytes} NOT NULL
){strict};

-- Who uses a number, while an account with it has not ended: one number for many people is a sign of fraud.
-- coordinator
CREATE TABLE accounts_number_use (
    bin {text} NOT NULL,
    number {text} NOT NULL,
    person_id {bytes} NOT NULL,
    PRIMARY KEY (bin, number, person_id)
){strict};

CREATE INDEX accounts_number_use_by_person ON accounts_number_use (person_id);

-- The accounts an operation is about, while it runs: empty outside of a transaction.
-- person-owned
CREATE TABLE accounts_batch_row (
    person_id {bytes} NOT NULL,
    batch {bytes} NOT NULL,
    line {int} NOT NULL,
    account_id {bytes},
    holder_name {text},
    name_check {text},
    name_rule {text},
    payee_key {text},
    why {text},
    PRIMARY KEY (person_id, batch, line)
){strict};

CREATE INDEX accounts_batch_row_by_batch ON accounts_batch_row (batch);
