/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.job.Environments;
import io.tidemark.job.InvalidSettings;
import io.tidemark.job.LocalRun;
import io.tidemark.job.Settings;
import io.tidemark.job.TidemarkJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.io.FileUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/** What {@code run} does: the job in this JVM until it is interrupted. */
final class RunWork implements Work<Path> {
    private static final int CANCEL_SECONDS = 30;

    @Override
    public int run(Path config, Terminal terminal) throws Exception {
        Path temporary = Files.createTempDirectory("tidemark-checkpoints");
        try {
            return run(config, temporary, terminal);
        } finally {
            FileUtils.deleteQuietly(temporary.toFile());
        }
    }

    private static int run(Path config, Path temporary, Terminal terminal) throws Exception {
        TidemarkJob job;
        Configuration configuration;
        try {
            job = TidemarkJob.read(config, System.getenv());
            configuration = LocalRun.configuration(job.settings(), temporary);
        } catch (InvalidSettings e) {
            throw new InputException(e.getMessage(), e);
        }
        job.prepareEndpoints();
        Integer parallelism = job.settings().job().parallelism();
        StreamExecutionEnvironment env =
                Environments.local(
                        parallelism == null
                                ? Runtime.getRuntime().availableProcessors()
                                : parallelism,
                        configuration);
        job.build(env);
        JobClient running = env.executeAsync(job.name());
        Thread interrupted = new Thread(() -> end(running, temporary), "run-exit");
        Runtime.getRuntime().addShutdownHook(interrupted);
        terminal.note(greeting(job.settings()));
        try {
            running.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            if (!ExceptionUtils.findThrowable(e, JobCancellationException.class).isPresent()
                    && !ExceptionUtils.findThrowable(e, CancellationException.class).isPresent()) {
                throw new CommandFailedException("the job failed: " + rootMessage(e), e);
            }
        } finally {
            forget(interrupted);
        }
        return ExitStatus.DONE;
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook is at work
            return;
        }
    }

    private static String greeting(Settings settings) {
        Settings.KafkaSettings kafka = settings.kafka();
        String labels = kafka.feedback().isEmpty() ? "" : " and " + kafka.feedback();
        return "reading "
                + kafka.predictions()
                + labels
                + " from Kafka at "
                + kafka.bootstrapServers()
                + ", writing rows to Postgres and alerts to "
                + kafka.alerts()
                + "; Ctrl-C ends it";
    }

    /** On Ctrl-C: the job lets go of Kafka and Postgres before the JVM is gone. */
    private static void end(JobClient running, Path temporary) {
        try {
            running.cancel().get(CANCEL_SECONDS, TimeUnit.SECONDS);
            running.getJobExecutionResult()
                    .handle((result, failure) -> null)
                    .get(CANCEL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // it has ended, or it does not end; either way there is no more to do
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            FileUtils.deleteQuietly(temporary.toFile());
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
