-- SPDX-License-Identifier: Apache-2.0
--
-- Drift of a model's input as a whole, and of what its predictions rest on. Partitioned like the
-- other windowed tables.

CREATE TABLE tidemark.model_drift (
    model_id text NOT NULL,
    model_version text NOT NULL,
    segment text NOT NULL,
    window_name text NOT NULL,
    window_start timestamptz NOT NULL,
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
    moved jsonb NOT NULL,
    sample_size bigint NOT NULL,
    baseline_size bigint NOT NULL,
    generation integer NOT NULL,
    spec_revision bigint NOT NULL,
    revision bigint NOT NULL,
    stage smallint NOT NULL CHECK (stage IN (0, 1, 2)),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model_id, model_version, segment, window_name, window_start, baseline, method)
) PARTITION BY RANGE (window_start);
CREATE TABLE tidemark.model_drift_default PARTITION OF tidemark.model_drift DEFAULT;
CREATE INDEX model_drift_model_time ON tidemark.model_drift (model_id, window_start);
COMMENT ON TABLE tidemark.model_drift IS 'How far the input of a model as a whole is from one baseline by one method, and the verdict.';
COMMENT ON COLUMN tidemark.model_drift.model_id IS 'the model';
COMMENT ON COLUMN tidemark.model_drift.model_version IS 'its version';
COMMENT ON COLUMN tidemark.model_drift.segment IS 'overall, or name=value';
COMMENT ON COLUMN tidemark.model_drift.window_name IS 'the window as the monitor names it, such as 1h or 7d/1d';
COMMENT ON COLUMN tidemark.model_drift.window_start IS 'inclusive start of the window';
COMMENT ON COLUMN tidemark.model_drift.baseline IS 'reference, or the name of another baseline';
COMMENT ON COLUMN tidemark.model_drift.method IS 'such as domain_classifier, mmd, attribution';
COMMENT ON COLUMN tidemark.model_drift.window_end IS 'exclusive end of the window';
COMMENT ON COLUMN tidemark.model_drift.statistic IS 'what the method measures; NULL when undefined, reasons say why';
COMMENT ON COLUMN tidemark.model_drift.lower IS 'lower confidence bound of the statistic; NULL where there is none';
COMMENT ON COLUMN tidemark.model_drift.upper IS 'upper confidence bound of the statistic';
COMMENT ON COLUMN tidemark.model_drift.p_value IS 'probability of such a statistic without drift; NULL where the method has none';
COMMENT ON COLUMN tidemark.model_drift.p_decision IS 'probability under no drift that the verdict uses';
COMMENT ON COLUMN tidemark.model_drift.p_threshold IS 'what p_decision or the bound was held against; NULL where the method has no probability';
COMMENT ON COLUMN tidemark.model_drift.effect_floor IS 'smallest effect that matters';
COMMENT ON COLUMN tidemark.model_drift.role IS 'decides, effect or informs';
COMMENT ON COLUMN tidemark.model_drift.drifted IS 'the verdict; NULL when not judged';
COMMENT ON COLUMN tidemark.model_drift.reasons IS 'codes: why undefined, not tested, or drifted';
COMMENT ON COLUMN tidemark.model_drift.moved IS 'what moved, the largest share of the movement first: feature, share';
COMMENT ON COLUMN tidemark.model_drift.sample_size IS 'events of the window that were looked at';
COMMENT ON COLUMN tidemark.model_drift.baseline_size IS 'events of the baseline that were looked at';
COMMENT ON COLUMN tidemark.model_drift.generation IS 'set by the operator to force a rewrite';
COMMENT ON COLUMN tidemark.model_drift.spec_revision IS 'revision of the monitor spec behind the row';
COMMENT ON COLUMN tidemark.model_drift.revision IS 'accepted deliveries behind the whole judgement; only grows';
COMMENT ON COLUMN tidemark.model_drift.stage IS '0 provisional, 1 open, 2 final';
COMMENT ON COLUMN tidemark.model_drift.updated_at IS 'when the row was last written (wall clock)';

CREATE TABLE tidemark.attribution_window (
    model_id text NOT NULL,
    model_version text NOT NULL,
    segment text NOT NULL,
    window_name text NOT NULL,
    window_start timestamptz NOT NULL,
    feature text NOT NULL,
    window_end timestamptz NOT NULL,
    mean_absolute double precision,
    rank integer,
    baseline_mean_absolute double precision,
    baseline_rank integer,
    generation integer NOT NULL,
    spec_revision bigint NOT NULL,
    revision bigint NOT NULL,
    stage smallint NOT NULL CHECK (stage IN (0, 1, 2)),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (model_id, model_version, segment, window_name, window_start, feature)
) PARTITION BY RANGE (window_start);
CREATE TABLE tidemark.attribution_window_default PARTITION OF tidemark.attribution_window DEFAULT;
CREATE INDEX attribution_window_model_time ON tidemark.attribution_window (model_id, window_start);
COMMENT ON TABLE tidemark.attribution_window IS 'How much each feature contributes to the predictions of a window, by the attributions that events carry.';
COMMENT ON COLUMN tidemark.attribution_window.model_id IS 'the model';
COMMENT ON COLUMN tidemark.attribution_window.model_version IS 'its version';
COMMENT ON COLUMN tidemark.attribution_window.segment IS 'overall, or name=value';
COMMENT ON COLUMN tidemark.attribution_window.window_name IS 'the window as the monitor names it, such as 1h or 7d/1d';
COMMENT ON COLUMN tidemark.attribution_window.window_start IS 'inclusive start of the window';
COMMENT ON COLUMN tidemark.attribution_window.feature IS 'the feature';
COMMENT ON COLUMN tidemark.attribution_window.window_end IS 'exclusive end of the window';
COMMENT ON COLUMN tidemark.attribution_window.mean_absolute IS 'mean absolute attribution over the events that give one; NULL where none does';
COMMENT ON COLUMN tidemark.attribution_window.rank IS 'its rank among the features, 1 the largest';
COMMENT ON COLUMN tidemark.attribution_window.baseline_mean_absolute IS 'the same in the first full window; NULL before there is one';
COMMENT ON COLUMN tidemark.attribution_window.baseline_rank IS 'its rank there';
COMMENT ON COLUMN tidemark.attribution_window.generation IS 'set by the operator to force a rewrite';
COMMENT ON COLUMN tidemark.attribution_window.spec_revision IS 'revision of the monitor spec behind the row';
COMMENT ON COLUMN tidemark.attribution_window.revision IS 'accepted deliveries behind the whole judgement; only grows';
COMMENT ON COLUMN tidemark.attribution_window.stage IS '0 provisional, 1 open, 2 final';
COMMENT ON COLUMN tidemark.attribution_window.updated_at IS 'when the row was last written (wall clock)';
