-- The first schema. Rules:
-- * Keys are TEXT, globally unique and opaque; pk is only SQLite's row number (spatial index, QGIS).
-- * Days are 'YYYY-MM-DD', moments 'YYYY-MM-DD HH:MM:SS', NULL = not known; times of day are seconds
--   since midnight; words like 'village' are the codes of model/codes.c, sets are 'a,b'.
-- * Geometry is SpatiaLite's, EPSG:4326, longitude first. A "point" that is no layer stands in the
--   same format in a column nobody registers.
-- * changed: the data_version with which a record last changed.
-- * Only person names a child, a family or a village's contact; only volunteer a volunteer.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('data_version', '0');
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- imports and their accounting

CREATE TABLE import_run (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,           -- as the user named it
    base TEXT NOT NULL,           -- without its folder: what "the same file again" means
    sha256 TEXT NOT NULL,
    crs TEXT NOT NULL,
    at TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    data_version INTEGER NOT NULL, -- after it
    undone TEXT,                  -- when it was taken back
    records_new INTEGER NOT NULL,
    records_changed INTEGER NOT NULL
) STRICT;
CREATE INDEX import_run_base ON import_run (base, kind);

-- Every row's fate.
CREATE TABLE import_row (
    run INTEGER NOT NULL REFERENCES import_run (number),
    seq INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    fate TEXT NOT NULL,
    key TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- What a run did, for undo: old is the record before it (change.c), NULL = there was none.
CREATE TABLE import_change (
    run INTEGER NOT NULL REFERENCES import_run (number),
    seq INTEGER NOT NULL,
    tab TEXT NOT NULL,
    rec INTEGER NOT NULL,
    old BLOB,
    PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- places

CREATE TABLE area (
    pk INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    parent TEXT,                  -- code
    aliases TEXT NOT NULL,        -- '|' between
    code_year INTEGER NOT NULL,
    point BLOB,                   -- POINT, also of areas without a border
    geom BLOB,                    -- MULTIPOLYGON
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX area_parent ON area (parent);

CREATE TABLE household (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL,
    declared_area TEXT,           -- code the ledger says; the area itself may come later
    located_area TEXT,            -- code of the area that holds the point
    grp TEXT NOT NULL,            -- group as printed
    address TEXT NOT NULL,
    landmark TEXT NOT NULL,
    note TEXT NOT NULL,
    traits TEXT NOT NULL,
    location TEXT NOT NULL,
    accuracy_m INTEGER NOT NULL,
    back_date TEXT,
    back_until TEXT,
    window_from_s INTEGER NOT NULL,
    window_to_s INTEGER NOT NULL,
    weekend_only INTEGER NOT NULL,
    entry TEXT,
    exit_date TEXT,
    exit_reason TEXT NOT NULL,
    membership_from TEXT,         -- areas and group hold since; NULL = as long as it is known
    position_from TEXT,           -- the position holds since
    edited INTEGER NOT NULL DEFAULT 0, -- fields set by hand (bits of ZfHouseholdField)
    geom BLOB,                    -- POINT
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX household_declared ON household (declared_area);

-- Where a home belonged, and stood, before.
CREATE TABLE membership_past (
    pk INTEGER PRIMARY KEY,
    household TEXT NOT NULL REFERENCES household (id),
    declared_area TEXT,
    located_area TEXT,
    grp TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT NOT NULL,       -- first day on which it does not hold
    run INTEGER,                  -- the import that ended it, NULL = by hand
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX membership_past_household ON membership_past (household);
CREATE TABLE position_past (
    pk INTEGER PRIMARY KEY,
    household TEXT NOT NULL REFERENCES household (id),
    location TEXT NOT NULL,
    accuracy_m INTEGER NOT NULL,
    point BLOB,
    valid_from TEXT,
    valid_to TEXT NOT NULL,
    run INTEGER,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX position_past_household ON position_past (household);

CREATE TABLE place (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    area TEXT,
    geom BLOB,                    -- POINT
    changed INTEGER NOT NULL
) STRICT;

-- Files that are taken as whole layers.
CREATE TABLE road_source (
    pk INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,           -- 'roads' or 'water'
    base TEXT NOT NULL,           -- file name
    crs TEXT NOT NULL,
    changed INTEGER NOT NULL,
    UNIQUE (kind, base)
) STRICT;
CREATE TABLE water (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    source INTEGER REFERENCES road_source (pk),
    geom BLOB,                    -- MULTIPOLYGON, or
    line BLOB,                    -- MULTILINESTRING
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX water_source ON water (source);
CREATE TABLE road (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    highway TEXT NOT NULL,
    tags TEXT NOT NULL,           -- 'key=value' lines
    source INTEGER REFERENCES road_source (pk),
    geom BLOB,                    -- LINESTRING
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX road_of_source ON road (source);
CREATE TABLE road_barrier (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,      -- 'lon,lat' in 1e-7 degrees
    tags TEXT NOT NULL,
    source INTEGER REFERENCES road_source (pk),
    geom BLOB,                    -- POINT
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX road_barrier_source ON road_barrier (source);

CREATE TABLE closure (
    number INTEGER PRIMARY KEY,
    road TEXT NOT NULL,           -- id or name
    valid_from TEXT,
    valid_to TEXT,
    weather TEXT NOT NULL
) STRICT;

-- ---------------------------------------------------------------- people

CREATE TABLE person (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    household TEXT REFERENCES household (id),
    area TEXT,                    -- role 'contact' only: the village whose worker it is
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    sex TEXT NOT NULL,
    birth TEXT,
    id_number TEXT NOT NULL,
    phone TEXT NOT NULL,
    relation TEXT NOT NULL,
    hukou_area TEXT NOT NULL,
    boarding INTEGER NOT NULL,
    school TEXT NOT NULL,
    grade TEXT NOT NULL,
    health TEXT NOT NULL,
    away_place TEXT NOT NULL,
    away_since TEXT,
    entry TEXT,
    exit_date TEXT,
    exit_reason TEXT NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX person_household ON person (household);

CREATE TABLE person_category (
    pk INTEGER PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    category TEXT NOT NULL,
    entry TEXT,                   -- NULL = as long as the person is known
    exit_date TEXT,               -- first day on which it does not hold
    exit_reason TEXT NOT NULL,
    run INTEGER,                  -- the import that last touched it
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX person_category_person ON person_category (person);

CREATE TABLE volunteer (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sex TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    phone TEXT NOT NULL,
    base TEXT NOT NULL,
    point BLOB,                   -- of the base
    mode TEXT NOT NULL,
    days TEXT NOT NULL,
    from_s INTEGER NOT NULL,
    to_s INTEGER NOT NULL,
    max_visits INTEGER NOT NULL,
    team TEXT NOT NULL,           -- as written in the roster
    changed INTEGER NOT NULL
) STRICT;
CREATE TABLE volunteer_skill (
    pk INTEGER PRIMARY KEY,
    volunteer TEXT NOT NULL REFERENCES volunteer (id),
    skill TEXT NOT NULL,          -- a code, or the words of the roster
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX volunteer_skill_volunteer ON volunteer_skill (volunteer);

CREATE TABLE team (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;
CREATE TABLE team_member (
    team TEXT NOT NULL REFERENCES team (id),
    seq INTEGER NOT NULL,
    volunteer TEXT NOT NULL REFERENCES volunteer (id),
    PRIMARY KEY (team, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_member_volunteer ON team_member (volunteer);

-- One team on one day.
CREATE TABLE shift (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    team TEXT NOT NULL REFERENCES team (id),
    date TEXT NOT NULL,
    from_s INTEGER NOT NULL,
    to_s INTEGER NOT NULL,
    base TEXT NOT NULL,
    point BLOB,
    mode TEXT NOT NULL,
    max_visits INTEGER NOT NULL,
    max_duration_s INTEGER NOT NULL,
    cancelled INTEGER NOT NULL
) STRICT;
CREATE INDEX shift_team ON shift (team);

CREATE TABLE pairing (
    pk INTEGER PRIMARY KEY,
    household TEXT NOT NULL REFERENCES household (id),
    volunteer TEXT NOT NULL REFERENCES volunteer (id),
    valid_from TEXT,
    valid_to TEXT,                -- last day
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX pairing_household ON pairing (household, volunteer);
CREATE INDEX pairing_volunteer ON pairing (volunteer);

-- ---------------------------------------------------------------- campaigns, duties and visits

CREATE TABLE campaign (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    organiser TEXT NOT NULL,
    lang TEXT NOT NULL,
    unit TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    categories TEXT NOT NULL,
    age_limit INTEGER NOT NULL,
    required_visits INTEGER NOT NULL,
    gap_days INTEGER NOT NULL,
    interval_days INTEGER NOT NULL,
    target_permille INTEGER NOT NULL,
    service_s INTEGER NOT NULL,
    service_extra_s INTEGER NOT NULL,
    team_size INTEGER NOT NULL,
    female_for_girls INTEGER NOT NULL,
    two_at_isolated INTEGER NOT NULL,
    village_talks INTEGER NOT NULL,
    day_from_s INTEGER NOT NULL,
    day_to_s INTEGER NOT NULL,
    max_visits INTEGER NOT NULL,
    mode TEXT NOT NULL,
    navigation TEXT NOT NULL,
    place TEXT NOT NULL,
    hotline_name TEXT NOT NULL,
    hotline TEXT NOT NULL,
    hotlines TEXT NOT NULL,
    rules TEXT NOT NULL,
    return_to TEXT NOT NULL,
    map_approval TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;
-- Areas a campaign covers, with all below; none = everywhere.
CREATE TABLE campaign_scope (
    campaign TEXT NOT NULL REFERENCES campaign (id),
    seq INTEGER NOT NULL,
    area TEXT NOT NULL,
    PRIMARY KEY (campaign, seq)
) STRICT, WITHOUT ROWID;

-- What the planner fixed about a duty; the duties themselves follow from the rules.
CREATE TABLE duty (
    campaign TEXT NOT NULL REFERENCES campaign (id),
    id TEXT NOT NULL,             -- household id + '#' + n, or area code + '#talk'
    locked_team TEXT REFERENCES team (id),
    locked_date TEXT,
    PRIMARY KEY (campaign, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_team ON duty (locked_team);

-- Append-only. A correction is a visit that supersedes.
CREATE TABLE visit (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    campaign TEXT NOT NULL REFERENCES campaign (id),
    household TEXT NOT NULL REFERENCES household (id),
    date TEXT,
    time_s INTEGER,
    visitors TEXT NOT NULL,
    team TEXT,
    mode TEXT NOT NULL,
    outcome TEXT NOT NULL,
    nobody_count INTEGER NOT NULL,
    seen TEXT NOT NULL,           -- ids of the children seen; '' with outcome 'seen' = all in scope
    clear TEXT NOT NULL,
    safe TEXT NOT NULL,
    hazard_state TEXT NOT NULL,
    agreement TEXT NOT NULL,
    signed INTEGER NOT NULL,
    verified INTEGER NOT NULL,
    note TEXT NOT NULL,
    sheet TEXT,
    stop INTEGER NOT NULL,
    supersedes TEXT UNIQUE REFERENCES visit (id),
    entered TEXT,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_household ON visit (household);
CREATE INDEX visit_campaign ON visit (campaign);
CREATE INDEX visit_sheet ON visit (sheet, stop);
-- Answers to the campaign's own questions, beside the boxes every sheet has.
CREATE TABLE visit_answer (
    pk INTEGER PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visit (id),
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_answer_visit ON visit_answer (visit);
CREATE TABLE visit_evidence (
    pk INTEGER PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visit (id),
    path TEXT NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_evidence_visit ON visit_evidence (visit);
CREATE TABLE hazard_found (
    pk INTEGER PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visit (id),
    hazard TEXT NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX hazard_found_visit ON hazard_found (visit);
CREATE TABLE wish (
    pk INTEGER PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visit (id),
    text TEXT NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX wish_visit ON wish (visit);

CREATE TABLE activity (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    campaign TEXT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    organiser TEXT NOT NULL,
    area TEXT,
    date TEXT,
    money_fen INTEGER NOT NULL,
    goods TEXT NOT NULL,
    other TEXT NOT NULL,
    people INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------- plans and sheets

CREATE TABLE plan (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaign (id),
    data_version INTEGER NOT NULL,
    made TEXT,
    seed INTEGER NOT NULL,        -- the 64 bits, as a signed number
    iterations INTEGER NOT NULL,
    options TEXT NOT NULL,
    hash TEXT NOT NULL,
    cost INTEGER NOT NULL,
    current INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX plan_current ON plan (campaign) WHERE current;
CREATE INDEX plan_campaign ON plan (campaign);
CREATE TABLE route (
    pk INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL REFERENCES plan (number),
    seq INTEGER NOT NULL,
    number INTEGER NOT NULL,
    shift TEXT NOT NULL,
    team TEXT NOT NULL,
    team_name TEXT NOT NULL,
    date TEXT,
    mode TEXT NOT NULL,
    base TEXT NOT NULL,
    point BLOB,
    first_stop INTEGER NOT NULL,
    n_stops INTEGER NOT NULL,
    home_leg INTEGER NOT NULL,
    depart_s INTEGER NOT NULL,
    return_s INTEGER NOT NULL,
    travel_s INTEGER NOT NULL,
    service_s INTEGER NOT NULL,
    wait_s INTEGER NOT NULL,
    metres INTEGER NOT NULL,
    children INTEGER NOT NULL,
    geom BLOB,                    -- MULTILINESTRING, for people; leg holds what the program reads
    UNIQUE (plan, number)
) STRICT;
CREATE TABLE stop (
    pk INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL REFERENCES plan (number),
    seq INTEGER NOT NULL,
    route INTEGER NOT NULL,       -- number
    duty TEXT NOT NULL,
    household TEXT,
    area TEXT,
    number INTEGER NOT NULL,
    arrive_s INTEGER NOT NULL,
    begin_s INTEGER NOT NULL,
    leave_s INTEGER NOT NULL,
    children INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    skills INTEGER NOT NULL,      -- bits
    team_size INTEGER NOT NULL,
    fixed_time INTEGER NOT NULL,
    repeat INTEGER NOT NULL,
    locked INTEGER NOT NULL,
    leg INTEGER NOT NULL,
    geom BLOB,                    -- POINT: where the way to it ends
    UNIQUE (plan, seq)
) STRICT;
CREATE INDEX stop_household ON stop (household);
CREATE TABLE leg (
    plan INTEGER NOT NULL REFERENCES plan (number),
    seq INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    metres INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    first_point INTEGER NOT NULL,
    road_from INTEGER NOT NULL,
    road_to INTEGER NOT NULL,
    first_cue INTEGER NOT NULL,
    n_cues INTEGER NOT NULL,
    points BLOB NOT NULL,         -- lon, lat, lon, lat … as little-endian doubles
    PRIMARY KEY (plan, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE cue (
    plan INTEGER NOT NULL REFERENCES plan (number),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    lon REAL NOT NULL,
    lat REAL NOT NULL,
    metres INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    count INTEGER NOT NULL,
    road TEXT NOT NULL,
    highway TEXT NOT NULL,
    landmark TEXT NOT NULL,
    landmark_kind TEXT NOT NULL,
    PRIMARY KEY (plan, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE unplanned (
    plan INTEGER NOT NULL REFERENCES plan (number),
    seq INTEGER NOT NULL,
    duty TEXT NOT NULL,
    household TEXT,
    area TEXT,
    priority INTEGER NOT NULL,
    reason TEXT NOT NULL,
    short_s INTEGER NOT NULL,
    team TEXT NOT NULL,
    team_name TEXT NOT NULL,
    date TEXT,
    forced_s INTEGER NOT NULL,
    PRIMARY KEY (plan, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE sheet (
    pk INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    plan INTEGER NOT NULL REFERENCES plan (number),
    hash TEXT NOT NULL,           -- of the plan it shows
    campaign TEXT NOT NULL REFERENCES campaign (id),
    route INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    issued TEXT,
    issued_to TEXT NOT NULL,
    returned TEXT,
    returned_pages INTEGER NOT NULL,
    UNIQUE (campaign, hash, route)
) STRICT;
CREATE INDEX sheet_plan ON sheet (plan);

-- ---------------------------------------------------------------- keeping

-- Figures as published, never changed.
CREATE TABLE issue (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaign (id),
    audience TEXT NOT NULL,
    as_of TEXT,
    published TEXT,
    hash TEXT NOT NULL,
    figures TEXT NOT NULL
) STRICT;
CREATE INDEX issue_campaign ON issue (campaign);
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    user TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;

-- ---------------------------------------------------------------- what is kept as it was

CREATE TRIGGER visit_no_update BEFORE UPDATE ON visit
BEGIN SELECT RAISE(ABORT, 'visits are append-only: add one that supersedes'); END;
CREATE TRIGGER visit_no_delete BEFORE DELETE ON visit
BEGIN SELECT RAISE(ABORT, 'visits are append-only: add one that supersedes'); END;
CREATE TRIGGER issue_no_update BEFORE UPDATE ON issue
BEGIN SELECT RAISE(ABORT, 'published figures are kept as they are'); END;
CREATE TRIGGER issue_no_delete BEFORE DELETE ON issue
BEGIN SELECT RAISE(ABORT, 'published figures are kept as they are'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- ---------------------------------------------------------------- layers

SELECT RecoverGeometryColumn('area', 'geom', 4326, 'MULTIPOLYGON', 'XY');
SELECT CreateSpatialIndex('area', 'geom');
SELECT RecoverGeometryColumn('area', 'point', 4326, 'POINT', 'XY');
SELECT CreateSpatialIndex('area', 'point');
SELECT RecoverGeometryColumn('household', 'geom', 4326, 'POINT', 'XY');
SELECT CreateSpatialIndex('household', 'geom');
SELECT RecoverGeometryColumn('place', 'geom', 4326, 'POINT', 'XY');
SELECT CreateSpatialIndex('place', 'geom');
SELECT RecoverGeometryColumn('water', 'geom', 4326, 'MULTIPOLYGON', 'XY');
SELECT CreateSpatialIndex('water', 'geom');
SELECT RecoverGeometryColumn('water', 'line', 4326, 'MULTILINESTRING', 'XY');
SELECT CreateSpatialIndex('water', 'line');
SELECT RecoverGeometryColumn('road', 'geom', 4326, 'LINESTRING', 'XY');
SELECT CreateSpatialIndex('road', 'geom');
SELECT RecoverGeometryColumn('road_barrier', 'geom', 4326, 'POINT', 'XY');
SELECT CreateSpatialIndex('road_barrier', 'geom');
SELECT RecoverGeometryColumn('route', 'geom', 4326, 'MULTILINESTRING', 'XY');
SELECT CreateSpatialIndex('route', 'geom');
SELECT RecoverGeometryColumn('stop', 'geom', 4326, 'POINT', 'XY');
SELECT CreateSpatialIndex('stop', 'geom');
