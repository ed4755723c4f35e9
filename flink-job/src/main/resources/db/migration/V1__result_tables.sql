-- SPDX-License-Identifier: Apache-2.0
--
-- The result tables. Every windowed table is partitioned by the month of window_start; a DEFAULT
-- partition takes what no month was created for. Undefined numbers are NULL. The schema itself is
-- there already.

CREATE TABLE tidemark.model_window (
    model_id text NOT NULL,
    model_version text NOT NULL,
    segment text NOT NULL,
    window_name text NOT NULL,
    window_start timestamptz NOT NULL,
    window_end timestamptz NOT NULL,
    predictions bigint NOT NULL,
    errors bigint NOT NULL,
    error_rate double precision,
    throughput_per_second double precision,
    latency_p50_ms double precision,
    latency_p95_ms double precision,
    latency_p99_ms double precision,
    monitored_features bigint,
    drifted_features bigint,
    drifted_share double precision,
    outlier_share double precision,
    generation integer NOT NULL,
    spec_revision bigint NOT NULL,
    revision bigint NOT NULL,
    stage smallint NOT NULL CHECK (stage IN (0, 1, 2)),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model_id, model_version, segment, window_name, window_start)
) PARTITION BY RANGE (window_start);
CREATE TABLE tidemark.model_window_default PARTITION OF tidemark.model_window DEFAULT;
CREATE INDEX model_window_model_time ON tidemark.model_window (model_id, window_start);
COMMENT ON TABLE tidemark.model_window IS 'Service health of a model in a window, and how many of its features drifted.';
COMMENT ON COLUMN tidemark.model_window.model_id IS 'the model';
COMMENT ON COLUMN tidemark.model_window.model_version IS 'its version';
COMMENT ON COLUMN tidemark.model_window.segment IS 'overall, or name=value';
COMMENT ON COLUMN tidemark.model_window.window_name IS 'the window as the monitor names it, such as 1h or 7d/1d';
COMMENT ON COLUMN tidemark.model_window.window_start IS 'inclusive start of the window';
COMMENT ON COLUMN tidemark.model_window.window_end IS 'exclusive end of the window';
COMMENT ON COLUMN tidemark.model_window.predictions IS 'deliveries, weighted by sample_weight';
COMMENT ON COLUMN tidemark.model_window.errors IS 'of them, those with status error';
COMMENT ON COLUMN tidemark.model_window.error_rate IS 'errors / predictions';
COMMENT ON COLUMN tidemark.model_window.throughput_per_second IS 'predictions per second of the window';
COMMENT ON COLUMN tidemark.model_window.latency_p50_ms IS 'median serving latency in milliseconds';
COMMENT ON COLUMN tidemark.model_window.latency_p95_ms IS '95th percentile of the serving latency in milliseconds';
COMMENT ON COLUMN tidemark.model_window.latency_p99_ms IS '99th percentile of the serving latency in milliseconds';
COMMENT ON COLUMN tidemark.model_window.monitored_features IS 'features that were judged; NULL where nothing was';
COMMENT ON COLUMN tidemark.model_window.drifted_features IS 'of them, those that drifted';
COMMENT ON COLUMN tidemark.model_window.drifted_share IS 'drifted_features / monitored_features';
COMMENT ON COLUMN tidemark.model_window.outlier_share IS 'share of events that are outliers as a whole; NULL where not computed';
COMMENT ON COLUMN tidemark.model_window.generation IS 'set by the operator to force a rewrite';
COMMENT ON COLUMN tidemark.model_window.spec_revision IS 'revision of the monitor spec behind the row';
COMMENT ON COLUMN tidemark.model_window.revision IS 'accepted deliveries behind the whole judgement; only grows';
COMMENT ON COLUMN tidemark.model_window.stage IS '0 provisional, 1 open, 2 final';
COMMENT ON COLUMN tidemark.model_window.updated_at IS 'when the row was last written (wall clock)';

CREATE TABLE tidemark.feature_window (
    model_id text NOT NULL,
    model_version text NOT NULL,
    segment text NOT NULL,
    window_name text NOT NULL,
    window_start timestamptz NOT NULL,
    feature text NOT NULL,
    window_end timestamptz NOT NULL,
    kind text NOT NULL,
    count bigint NOT NULL,
    missing bigint NOT NULL,
    type_mismatches bigint NOT NULL,
    not_a_number bigint NOT NULL,
    infinite bigint NOT NULL,
    out_of_range bigint NOT NULL,
    new_values bigint,
    outliers bigint,
    "distinct" bigint,
    mean double precision,
    stddev double precision,
    min double precision,
    max double precision,
    q05 double precision,
    q25 double precision,
    q50 double precision,
    q75 double precision,
    q95 double precision,
    age_p95_seconds double precision,
    generation integer NOT NULL,
    spec_revision bigint NOT NULL,
    revision bigint NOT NULL,
    stage smallint NOT NULL CHECK (stage IN (0, 1, 2)),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model_id, model_version, segment, window_name, window_start, feature)
) PARTITION BY RANGE (window_start);
CREATE TABLE tidemark.feature_window_default PARTITION OF tidemark.feature_window DEFAULT;
CREATE INDEX feature_window_model_time ON tidemark.feature_window (model_id, window_start);
COMMENT ON TABLE tidemark.feature_window IS 'Profile of one feature in a window.';
COMMENT ON COLUMN tidemark.feature_window.model_id IS 'the model';
COMMENT ON COLUMN tidemark.feature_window.model_version IS 'its version';
COMMENT ON COLUMN tidemark.feature_window.segment IS 'overall, or name=value';
COMMENT ON COLUMN tidemark.feature_window.window_name IS 'the window as the monitor names it, such as 1h or 7d/1d';
COMMENT ON COLUMN tidemark.feature_window.window_start IS 'inclusive start of the window';
COMMENT ON COLUMN tidemark.feature_window.feature IS 'the feature; @prediction, @label and the like are features too';
COMMENT ON COLUMN tidemark.feature_window.window_end IS 'exclusive end of the window';
COMMENT ON COLUMN tidemark.feature_window.kind IS 'numeric, categorical or undeclared';
COMMENT ON COLUMN tidemark.feature_window.count IS 'present values; missing ones are not included';
COMMENT ON COLUMN tidemark.feature_window.missing IS 'null or absent values';
COMMENT ON COLUMN tidemark.feature_window.type_mismatches IS 'present values of the wrong type';
COMMENT ON COLUMN tidemark.feature_window.not_a_number IS 'NaN values';
COMMENT ON COLUMN tidemark.feature_window.infinite IS 'infinite values of either sign';
COMMENT ON COLUMN tidemark.feature_window.out_of_range IS 'values outside the declared range or too large for the moments';
COMMENT ON COLUMN tidemark.feature_window.new_values IS 'values that the baseline does not have; NULL without a baseline';
COMMENT ON COLUMN tidemark.feature_window.outliers IS 'values beyond the 0.1 % and 99.9 % quantiles of the baseline; NULL without a baseline';
COMMENT ON COLUMN tidemark.feature_window."distinct" IS 'distinct values (standard error 1.6 % when there are many); NULL where not kept';
COMMENT ON COLUMN tidemark.feature_window.mean IS 'arithmetic mean';
COMMENT ON COLUMN tidemark.feature_window.stddev IS 'sample standard deviation (ddof 1)';
COMMENT ON COLUMN tidemark.feature_window.min IS 'smallest value';
COMMENT ON COLUMN tidemark.feature_window.max IS 'largest value';
COMMENT ON COLUMN tidemark.feature_window.q05 IS '5 % quantile';
COMMENT ON COLUMN tidemark.feature_window.q25 IS '25 % quantile';
COMMENT ON COLUMN tidemark.feature_window.q50 IS 'median';
COMMENT ON COLUMN tidemark.feature_window.q75 IS '75 % quantile';
COMMENT ON COLUMN tidemark.feature_window.q95 IS '95 % quantile';
COMMENT ON COLUMN tidemark.feature_window.age_p95_seconds IS '95 % quantile of the age of the value at the prediction, in seconds';
COMMENT ON COLUMN tidemark.feature_window.generation IS 'set by the operator to force a rewrite';
COMMENT ON COLUMN tidemark.feature_window.spec_revision IS 'revision of the monitor spec behind the row';
COMMENT ON COLUMN tidemark.feature_window.revision IS 'accepted deliveries behind the whole judgement; only grows';
COMMENT ON COLUMN tidemark.feature_window.stage IS '0 provisional, 1 open, 2 final';
COMMENT ON COLUMN tidemark.feature_window.updated_at IS 'when the row was last written (wall clock)';

CREATE TABLE tidemark.feature_drift (
    model_id text NOT NULL,
    model_version text NOT NULL,
    segment text NOT NULL,
    window_name text NOT NULL,
    window_start timestamptz NOT NULL,
    feature text NOT NULL,
    baseline text NOT NULL,
    method text NOT NULL,
    window_end timestamptz NOT NULL,
    statistic double precision,
    lower double precision,
    upper double precision,
    p_value double precision,
    p_decision double precision,
    p_threshold double precision,
    effect_floor double precision,
    role text NOT NULL CHECK (role IN ('decides', 'effect', 'informs')),
    drifted boolean,
    reasons text[] NOT NULL,
    sample_size bigint NOT NULL,
    baseline_size bigint NOT NULL,
    generation integer NOT NULL,
    spec_revision bigint NOT NULL,
    revision bigint NOT NULL,
    stage smallint NOT NULL CHECK (stage IN (0, 1, 2)),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model_id, model_version, segment, window_name, window_start, feature, baseline, method)
) PARTITION BY RANGE (window_start);
CREATE TABLE tidemark.feature_drift_default PARTITION OF tidemark.feature_drift DEFAULT;
CREATE INDEX feature_drift_model_time ON tidemark.feature_drift (model_id, window_start);
COMMENT ON TABLE tidemark.feature_drift IS 'How far one feature is from one baseline by one method, and the verdict.';
COMMENT ON COLUMN tidemark.feature_drift.model_id IS 'the model';
COMMENT ON COLUMN tidemark.feature_drift.model_version IS 'its version';
COMMENT ON COLUMN tidemark.feature_drift.segment IS 'overall, or name=value';
COMMENT ON COLUMN tidemark.feature_drift.window_name IS 'the window as the monitor names it, such as 1h or 7d/1d';
COMMENT ON COLUMN tidemark.feature_drift.window_start IS 'inclusive start of the window';
COMMENT ON COLUMN tidemark.feature_drift.feature IS 'the feature';
COMMENT ON COLUMN tidemark.feature_drift.baseline IS 'reference, or the name of another baseline';
COMMENT ON COLUMN tidemark.feature_drift.method IS 'such as ks, wasserstein, psi';
COMMENT ON COLUMN tidemark.feature_drift.window_end IS 'exclusive end of the window';
COMMENT ON COLUMN tidemark.feature_drift.statistic IS 'the distance; NULL when undefined, reasons say why';
COMMENT ON COLUMN tidemark.feature_drift.lower IS 'rigorous lower bound of the exact statistic; NULL where the grid gives none';
COMMENT ON COLUMN tidemark.feature_drift.upper IS 'rigorous upper bound of the exact statistic';
COMMENT ON COLUMN tidemark.feature_drift.p_value IS 'p-value as SciPy computes it; NULL where the method has none';
COMMENT ON COLUMN tidemark.feature_drift.p_decision IS 'probability under no drift that the verdict uses';
COMMENT ON COLUMN tidemark.feature_drift.p_threshold IS 'what false-discovery control left of the level';
COMMENT ON COLUMN tidemark.feature_drift.effect_floor IS 'smallest effect that matters';
COMMENT ON COLUMN tidemark.feature_drift.role IS 'decides, effect or informs';
COMMENT ON COLUMN tidemark.feature_drift.drifted IS 'the verdict; NULL when not judged';
COMMENT ON COLUMN tidemark.feature_drift.reasons IS 'codes: why undefined, not tested, or drifted';
COMMENT ON COLUMN tidemark.feature_drift.sample_size IS 'values of the window';
COMMENT ON COLUMN tidemark.feature_drift.baseline_size IS 'values of the baseline';
COMMENT ON COLUMN tidemark.feature_drift.generation IS 'set by the operator to force a rewrite';
COMMENT ON COLUMN tidemark.feature_drift.spec_revision IS 'revision of the monitor spec behind the row';
COMMENT ON COLUMN tidemark.feature_drift.revision IS 'accepted deliveries behind the whole judgement; only grows';
COMMENT ON COLUMN tidemark.feature_drift.stage IS '0 provisional, 1 open, 2 final';
COMMENT ON COLUMN tidemark.feature_drift.updated_at IS 'when the row was last written (wall clock)';

CREATE TABLE tidemark.feature_distribution (
    model_id text NOT NULL,
    model_version text NOT NULL,
    segment text NOT NULL,
    window_name text NOT NULL,
    window_start timestamptz NOT NULL,
    feature text NOT NULL,
    baseline text NOT NULL,
    window_end timestamptz NOT NULL,
    grid_id text,
    bins jsonb NOT NULL,
    generation integer NOT NULL,
    spec_revision bigint NOT NULL,
    revision bigint NOT NULL,
    stage smallint NOT NULL CHECK (stage IN (0, 1, 2)),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model_id, model_version, segment, window_name, window_start, feature, baseline)
) PARTITION BY RANGE (window_start);
CREATE TABLE tidemark.feature_distribution_default PARTITION OF tidemark.feature_distribution DEFAULT;
CREATE INDEX feature_distribution_model_time ON tidemark.feature_distribution (model_id, window_start);
COMMENT ON TABLE tidemark.feature_distribution IS 'Distribution of one feature in a window beside that of its baseline.';
COMMENT ON COLUMN tidemark.feature_distribution.model_id IS 'the model';
COMMENT ON COLUMN tidemark.feature_distribution.model_version IS 'its version';
COMMENT ON COLUMN tidemark.feature_distribution.segment IS 'overall, or name=value';
COMMENT ON COLUMN tidemark.feature_distribution.window_name IS 'the window as the monitor names it, such as 1h or 7d/1d';
COMMENT ON COLUMN tidemark.feature_distribution.window_start IS 'inclusive start of the window';
COMMENT ON COLUMN tidemark.feature_distribution.feature IS 'the feature';
COMMENT ON COLUMN tidemark.feature_distribution.baseline IS 'reference, or the name of another baseline';
COMMENT ON COLUMN tidemark.feature_distribution.window_end IS 'exclusive end of the window';
COMMENT ON COLUMN tidemark.feature_distribution.grid_id IS 'identity of the grid behind the bins; NULL for categories';
COMMENT ON COLUMN tidemark.feature_distribution.bins IS 'bins in canonical order: label, low, high, share, baseline_share';
COMMENT ON COLUMN tidemark.feature_distribution.generation IS 'set by the operator to force a rewrite';
COMMENT ON COLUMN tidemark.feature_distribution.spec_revision IS 'revision of the monitor spec behind the row';
COMMENT ON COLUMN tidemark.feature_distribution.revision IS 'accepted deliveries behind the whole judgement; only grows';
COMMENT ON COLUMN tidemark.feature_distribution.stage IS '0 provisional, 1 open, 2 final';
COMMENT ON COLUMN tidemark.feature_distribution.updated_at IS 'when the row was last written (wall clock)';

CREATE TABLE tidemark.performance_window (
    model_id text NOT NULL,
    model_version text NOT NULL,
    segment text NOT NULL,
    window_name text NOT NULL,
    window_start timestamptz NOT NULL,
    label_name text NOT NULL,
    basis text NOT NULL CHECK (basis IN ('observed', 'maturity_weighted', 'estimated')),
    metric text NOT NULL,
    window_end timestamptz NOT NULL,
    value double precision,
    lower double precision,
    upper double precision,
    reason text,
    labelled bigint NOT NULL,
    predictions bigint NOT NULL,
    coverage double precision,
    delay_p50_seconds double precision,
    delay_p95_seconds double precision,
    generation integer NOT NULL,
    spec_revision bigint NOT NULL,
    revision bigint NOT NULL,
    stage smallint NOT NULL CHECK (stage IN (0, 1, 2)),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model_id, model_version, segment, window_name, window_start, label_name, basis, metric)
) PARTITION BY RANGE (window_start);
CREATE TABLE tidemark.performance_window_default PARTITION OF tidemark.performance_window DEFAULT;
CREATE INDEX performance_window_model_time ON tidemark.performance_window (model_id, window_start);
COMMENT ON TABLE tidemark.performance_window IS 'One performance metric of the predictions made in a window.';
COMMENT ON COLUMN tidemark.performance_window.model_id IS 'the model';
COMMENT ON COLUMN tidemark.performance_window.model_version IS 'its version';
COMMENT ON COLUMN tidemark.performance_window.segment IS 'overall, or name=value';
COMMENT ON COLUMN tidemark.performance_window.window_name IS 'the window as the monitor names it, such as 1h or 7d/1d';
COMMENT ON COLUMN tidemark.performance_window.window_start IS 'inclusive start of the window';
COMMENT ON COLUMN tidemark.performance_window.label_name IS 'which truth; label by default';
COMMENT ON COLUMN tidemark.performance_window.basis IS 'observed, maturity_weighted or estimated';
COMMENT ON COLUMN tidemark.performance_window.metric IS 'such as mae, f1 or recall[cat]';
COMMENT ON COLUMN tidemark.performance_window.window_end IS 'exclusive end of the window';
COMMENT ON COLUMN tidemark.performance_window.value IS 'the metric; NULL when undefined';
COMMENT ON COLUMN tidemark.performance_window.lower IS 'lower end of its 95 % interval';
COMMENT ON COLUMN tidemark.performance_window.upper IS 'upper end of its 95 % interval';
COMMENT ON COLUMN tidemark.performance_window.reason IS 'why the value is undefined';
COMMENT ON COLUMN tidemark.performance_window.labelled IS 'distinct predictions whose label is known';
COMMENT ON COLUMN tidemark.performance_window.predictions IS 'distinct predictions';
COMMENT ON COLUMN tidemark.performance_window.coverage IS 'labelled / predictions';
COMMENT ON COLUMN tidemark.performance_window.delay_p50_seconds IS 'median time from prediction to label, in seconds';
COMMENT ON COLUMN tidemark.performance_window.delay_p95_seconds IS '95th percentile of the time from prediction to label, in seconds';
COMMENT ON COLUMN tidemark.performance_window.generation IS 'set by the operator to force a rewrite';
COMMENT ON COLUMN tidemark.performance_window.spec_revision IS 'revision of the monitor spec behind the row';
COMMENT ON COLUMN tidemark.performance_window.revision IS 'accepted deliveries behind the whole judgement; only grows';
COMMENT ON COLUMN tidemark.performance_window.stage IS '0 provisional, 1 open, 2 final';
COMMENT ON COLUMN tidemark.performance_window.updated_at IS 'when the row was last written (wall clock)';

CREATE TABLE tidemark.confusion (
    model_id text NOT NULL,
    model_version text NOT NULL,
    segment text NOT NULL,
    window_name text NOT NULL,
    window_start timestamptz NOT NULL,
    label_name text NOT NULL,
    window_end timestamptz NOT NULL,
    cells jsonb NOT NULL,
    generation integer NOT NULL,
    spec_revision bigint NOT NULL,
    revision bigint NOT NULL,
    stage smallint NOT NULL CHECK (stage IN (0, 1, 2)),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model_id, model_version, segment, window_name, window_start, label_name)
) PARTITION BY RANGE (window_start);
CREATE TABLE tidemark.confusion_default PARTITION OF tidemark.confusion DEFAULT;
CREATE INDEX confusion_model_time ON tidemark.confusion (model_id, window_start);
COMMENT ON TABLE tidemark.confusion IS 'Confusion counts of the predictions made in a window.';
COMMENT ON COLUMN tidemark.confusion.model_id IS 'the model';
COMMENT ON COLUMN tidemark.confusion.model_version IS 'its version';
COMMENT ON COLUMN tidemark.confusion.segment IS 'overall, or name=value';
COMMENT ON COLUMN tidemark.confusion.window_name IS 'the window as the monitor names it, such as 1h or 7d/1d';
COMMENT ON COLUMN tidemark.confusion.window_start IS 'inclusive start of the window';
COMMENT ON COLUMN tidemark.confusion.label_name IS 'which truth; label by default';
COMMENT ON COLUMN tidemark.confusion.window_end IS 'exclusive end of the window';
COMMENT ON COLUMN tidemark.confusion.cells IS 'cells in canonical order: actual, predicted, count';
COMMENT ON COLUMN tidemark.confusion.generation IS 'set by the operator to force a rewrite';
COMMENT ON COLUMN tidemark.confusion.spec_revision IS 'revision of the monitor spec behind the row';
COMMENT ON COLUMN tidemark.confusion.revision IS 'accepted deliveries behind the whole judgement; only grows';
COMMENT ON COLUMN tidemark.confusion.stage IS '0 provisional, 1 open, 2 final';
COMMENT ON COLUMN tidemark.confusion.updated_at IS 'when the row was last written (wall clock)';

CREATE TABLE tidemark.event_outcome (
    model_id text NOT NULL,
    hour timestamptz NOT NULL,
    outcome text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (model_id, hour, outcome)
);
CREATE INDEX event_outcome_time ON tidemark.event_outcome (hour);
COMMENT ON TABLE tidemark.event_outcome IS 'What became of the events of one hour.';
COMMENT ON COLUMN tidemark.event_outcome.model_id IS 'the model; (unknown) when unreadable or beyond the cap';
COMMENT ON COLUMN tidemark.event_outcome.hour IS 'start of the hour of the Kafka record (of the event in a replay)';
COMMENT ON COLUMN tidemark.event_outcome.outcome IS 'accepted, late, duplicate, orphan, ..., or the reason of a dead letter';
COMMENT ON COLUMN tidemark.event_outcome.count IS 'events so far, not an increment';

CREATE TABLE tidemark.alert (
    fingerprint text NOT NULL,
    started_at timestamptz NOT NULL,
    alert_id text NOT NULL,
    status text NOT NULL CHECK (status IN ('firing', 'resolved')),
    kind text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low')),
    model_id text NOT NULL,
    model_version text NOT NULL,
    rule text NOT NULL,
    metric text,
    feature text,
    segment text NOT NULL,
    window_name text NOT NULL,
    window_end timestamptz NOT NULL,
    value double precision,
    threshold double precision,
    summary text NOT NULL,
    evidence jsonb NOT NULL,
    resolved_at timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (fingerprint, started_at)
);
CREATE INDEX alert_model_time ON tidemark.alert (model_id, started_at);
CREATE INDEX alert_firing ON tidemark.alert (started_at) WHERE status = 'firing';
COMMENT ON TABLE tidemark.alert IS 'One episode of an alert: its latest transition.';
COMMENT ON COLUMN tidemark.alert.fingerprint IS 'hash of model, version, rule, feature, segment and window name';
COMMENT ON COLUMN tidemark.alert.started_at IS 'end of the first breaching window (event time)';
COMMENT ON COLUMN tidemark.alert.alert_id IS 'hash of fingerprint, start and transition, the same as on the alert topic';
COMMENT ON COLUMN tidemark.alert.status IS 'firing or resolved';
COMMENT ON COLUMN tidemark.alert.kind IS 'drift, quality, performance, service, ...';
COMMENT ON COLUMN tidemark.alert.severity IS 'critical, high, medium or low';
COMMENT ON COLUMN tidemark.alert.model_id IS 'the model';
COMMENT ON COLUMN tidemark.alert.model_version IS 'its version';
COMMENT ON COLUMN tidemark.alert.rule IS 'name of the rule';
COMMENT ON COLUMN tidemark.alert.metric IS 'what the rule looks at';
COMMENT ON COLUMN tidemark.alert.feature IS 'the feature; NULL when the rule is about the model';
COMMENT ON COLUMN tidemark.alert.segment IS 'overall, or name=value';
COMMENT ON COLUMN tidemark.alert.window_name IS 'the window as the monitor names it';
COMMENT ON COLUMN tidemark.alert.window_end IS 'end of the window that made the transition';
COMMENT ON COLUMN tidemark.alert.value IS 'the observed value';
COMMENT ON COLUMN tidemark.alert.threshold IS 'what it was held against';
COMMENT ON COLUMN tidemark.alert.summary IS 'one sentence that a person can act on';
COMMENT ON COLUMN tidemark.alert.evidence IS 'top contributing bins or groups, sample sizes';
COMMENT ON COLUMN tidemark.alert.resolved_at IS 'when the condition ended (event time); NULL while firing';
COMMENT ON COLUMN tidemark.alert.updated_at IS 'when the row was last written (wall clock)';

CREATE TABLE tidemark.monitor (
    model_id text NOT NULL,
    revision bigint NOT NULL,
    spec jsonb NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model_id, revision)
);
COMMENT ON TABLE tidemark.monitor IS 'The revisions of monitor specs that the job has loaded.';
COMMENT ON COLUMN tidemark.monitor.model_id IS 'the model that the spec watches';
COMMENT ON COLUMN tidemark.monitor.revision IS 'revision of the spec';
COMMENT ON COLUMN tidemark.monitor.spec IS 'the spec';
COMMENT ON COLUMN tidemark.monitor.loaded_at IS 'when the job loaded it (wall clock)';

CREATE VIEW tidemark.v_feature_distribution AS
SELECT d.model_id, d.model_version, d.segment, d.window_name, d.window_start, d.window_end,
       d.feature, d.baseline, d.grid_id, b.position, b.label, b.low, b.high, b.share,
       b.baseline_share, d.generation, d.spec_revision, d.revision, d.stage, d.updated_at
FROM tidemark.feature_distribution AS d
CROSS JOIN LATERAL ROWS FROM (
    jsonb_to_recordset(d.bins) AS (
        label text, low double precision, high double precision, share double precision,
        baseline_share double precision)
) WITH ORDINALITY AS b (label, low, high, share, baseline_share, position);
COMMENT ON VIEW tidemark.v_feature_distribution IS 'feature_distribution with one row for each bin.';

CREATE VIEW tidemark.v_confusion AS
SELECT c.model_id, c.model_version, c.segment, c.window_name, c.window_start, c.window_end,
       c.label_name, e.position, e.actual, e.predicted, e.count, c.generation, c.spec_revision,
       c.revision, c.stage, c.updated_at
FROM tidemark.confusion AS c
CROSS JOIN LATERAL ROWS FROM (
    jsonb_to_recordset(c.cells) AS (actual text, predicted text, count bigint)
) WITH ORDINALITY AS e (actual, predicted, count, position);
COMMENT ON VIEW tidemark.v_confusion IS 'confusion with one row for each cell.';

-- Creates the monthly partitions of every partitioned table for a range of time, both ends
-- included, and moves what the DEFAULT partitions hold of these months. Tables are taken in the
-- order of their names, as the job writes them, so that the two cannot deadlock.
CREATE FUNCTION tidemark.ensure_partitions(from_time timestamptz, to_time timestamptz)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    parent text;
    child text;
    month timestamp;
    low timestamptz;
    high timestamptz;
    created integer := 0;
BEGIN
    IF to_time - from_time > interval '50 years' THEN
        RAISE EXCEPTION 'a range of more than 50 years: % to %', from_time, to_time;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('tidemark.ensure_partitions'));
    FOR parent IN
        SELECT c.relname
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = 'tidemark' AND c.relkind = 'p'
        ORDER BY c.relname
    LOOP
        month := date_trunc('month', from_time AT TIME ZONE 'UTC');
        WHILE month <= to_time AT TIME ZONE 'UTC' LOOP
            child := parent || to_char(month, '_"y"YYYY"m"MM');
            IF to_regclass(format('tidemark.%I', child)) IS NULL THEN
                low := month AT TIME ZONE 'UTC';
                high := (month + interval '1 month') AT TIME ZONE 'UTC';
                EXECUTE format(
                    'LOCK TABLE tidemark.%I IN ACCESS EXCLUSIVE MODE', parent || '_default');
                EXECUTE format(
                    'CREATE TABLE tidemark.%I (LIKE tidemark.%I'
                    ' INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', child, parent);
                EXECUTE format(
                    'WITH moved AS (DELETE FROM tidemark.%I'
                    ' WHERE window_start >= %L AND window_start < %L RETURNING *)'
                    ' INSERT INTO tidemark.%I SELECT * FROM moved',
                    parent || '_default', low, high, child);
                EXECUTE format(
                    'ALTER TABLE tidemark.%I ATTACH PARTITION tidemark.%I'
                    ' FOR VALUES FROM (%L) TO (%L)', parent, child, low, high);
                created := created + 1;
            END IF;
            month := month + interval '1 month';
        END LOOP;
    END LOOP;
    RETURN created;
END
$$;
COMMENT ON FUNCTION tidemark.ensure_partitions(timestamptz, timestamptz) IS
    'Creates monthly partitions for a range of time; returns how many.';
