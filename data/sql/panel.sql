-- The panel: pseudonymised deliveries of all rounds, every version kept.
-- Grain: one row of `delivery` per accepted delivery; every other table carries the delivery that brought the row.
-- Which version counts is decided when the panel is read (data/custody/panel.py), never by deleting.

-- What this panel belongs to: one row. Pseudonyms of another key do not fit in it.
create table if not exists custody (
    agreement text not null,
    answers text not null check (answers in ('invented', 'real')),
    key_fingerprint text not null
);

create table if not exists delivery (
    delivery integer primary key,
    round integer not null,
    received_at timestamp not null,
    instrument_version text,
    replaces integer,
    restate_reason text
);

-- Which tables a delivery changed: a table that was not delivered, or came unchanged, keeps its earlier version.
create table if not exists delivered (
    delivery integer not null references delivery,
    table_name text not null,
    row_count bigint not null,
    primary key (delivery, table_name)
);

-- A spelling or alias (keyed hash) and the company (keyed hash) that it stands for, as a delivery's companies table
-- says. No names. Only the deliveries that count (the latest companies table of each round) join names.
create table if not exists alias (
    delivery integer not null references delivery,
    alias_hash text not null,
    company text not null,
    primary key (delivery, alias_hash)
);

-- A passage of a title or note that reads like a company's name and that the secretariat confirmed (keyed hash of
-- the passage in its text), when it came in a delivery or when an edition was published: then its last delivery.
create table if not exists confirmed_passage (
    passage_hash text primary key,
    delivery integer not null references delivery
);

create table if not exists company (
    delivery integer not null,
    company text not null,
    joined date not null,
    "left" date,
    segment text not null,
    secondary text not null check (secondary in ('supplies', 'depends', 'no')),
    size_class text not null,
    primary key (delivery, company)
);

create table if not exists assessment (
    delivery integer not null,
    company text not null,
    assessor text not null check (assessor in ('self', 'secretariat', 'expert')),
    instrument_version text not null,
    submitted_on date,
    primary key (delivery, company, assessor)
);

-- The words of the answers (pseudonyms, questions, assessors), each once and for good: millions of answers carry their
-- numbers, which are written and compared much faster.
create table if not exists answer_word (
    number integer not null,
    word text not null
);

-- value_micro: the answer in millionths of a point, so that decimals stay exact; null unless answered.
create table if not exists coded_answer (
    delivery integer not null,
    company integer not null,
    question integer not null,
    assessor integer not null,
    applicable boolean not null,
    value_micro bigint,
    check (applicable or value_micro is null)
);

create view if not exists answer as
select
    delivery,
    companies.word as company,
    questions.word as question,
    assessors.word as assessor,
    case when value_micro is not null then 'answered' when applicable then 'unanswered' else 'not_applicable' end as state,
    value_micro
from coded_answer
join answer_word as companies on companies.number = coded_answer.company
join answer_word as questions on questions.number = coded_answer.question
join answer_word as assessors on assessors.number = coded_answer.assessor;

create table if not exists risk (
    delivery integer not null,
    company text not null,
    theme text not null,
    material text,
    country text,
    severity integer,
    likelihood integer,
    relation text,
    prioritised boolean not null
);

create table if not exists action (
    delivery integer not null,
    action text not null,
    company text not null,
    step text not null,
    theme text,
    due date,
    status text not null,
    completed_on date,
    partner text,
    support_wanted text
);

create table if not exists deliverable (
    delivery integer not null,
    company text not null,
    deliverable text not null,
    expected boolean not null,
    completed_on date,
    submitted_on date,
    waived_reason text,
    primary key (delivery, company, deliverable)
);

create table if not exists activity (
    delivery integer not null,
    activity text not null,
    round integer not null,
    date date,
    ended date,
    kind text not null,
    working_group text not null,
    step text,
    theme text,
    title_nl text not null,
    title_en text not null,
    source text,
    organiser text,
    partners text,
    place text,
    companies_present integer,
    outsiders_reached integer,
    status text not null,
    reason text,
    url text
);

-- Which company attended which activity of the delivery's round. Optional: of an activity without a row it is unknown.
create table if not exists attendance (
    delivery integer not null,
    company text not null,
    activity text not null,
    primary key (delivery, company, activity)
);

create table if not exists project (
    delivery integer not null,
    project text not null,
    round integer not null,
    working_group text not null,
    title_nl text not null,
    title_en text not null,
    theme text,
    material text,
    countries text,
    initiative text not null,
    partners text,
    started date,
    ended date,
    status text not null,
    result_nl text,
    result_en text,
    people_reached integer,
    follows text,
    source text
);

create table if not exists decision (
    delivery integer not null,
    date date,
    round integer not null,
    subject text not null,
    themes text,
    candidates text,
    reason_nl text not null,
    reason_en text not null,
    project text,
    source text
);

create table if not exists outreach (
    delivery integer not null,
    round integer not null,
    companies_listed integer,
    approached integer,
    in_talks integer,
    joined integer,
    declined integer,
    text_nl text,
    text_en text,
    source text
);

create table if not exists note (
    delivery integer not null,
    round integer not null,
    working_group text not null,
    kind text not null,
    text_nl text not null,
    text_en text not null,
    url text
);

-- Which deliveries an edition used: a published round may only be restated with a reason.
create table if not exists publication (
    edition text not null,
    audience text not null,
    delivery integer not null references delivery,
    published_at timestamp not null,
    primary key (edition, delivery)
);
