-- Which steps of this folder a database has been through, and what each said when it was applied.

-- coordinator
CREATE TABLE schema_step (
    name {text} PRIMARY KEY,
    body {text} NOT NULL
){strict};
