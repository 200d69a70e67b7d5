-- The dated trees of administrative units, so that statements can join on place numbers and areas.

-- reference
CREATE TABLE unit_tree (
    number {int} NOT NULL PRIMARY KEY,
    valid_from {text} NOT NULL UNIQUE,
    basis {text} NOT NULL,
    is_built_in {bool} NOT NULL,
    digest {bytes} NOT NULL
){strict};

-- reference
CREATE TABLE unit (
    place {int} NOT NULL PRIMARY KEY,
    hi {int} NOT NULL,
    parent {int},
    tree {int} NOT NULL,
    level {text} NOT NULL,
    kind {text} NOT NULL,
    code {text} NOT NULL,
    name {text} NOT NULL,
    UNIQUE (tree, code)
){strict};

-- Where the units of one tree lie in the next.
-- reference
CREATE TABLE unit_successor (
    old_place {int} NOT NULL,
    new_place {int} NOT NULL,
    is_default {bool} NOT NULL,
    how {text} NOT NULL,
    PRIMARY KEY (old_place, new_place)
){strict};

CREATE INDEX unit_successor_by_new ON unit_successor (new_place, old_place);
