package io.afluente.web.infer;

import io.afluente.web.infer.tensor.InferException;
import io.afluente.web.infer.tensor.InferRequest;
import io.afluente.web.infer.tensor.Picture;
import io.afluente.web.infer.tensor.RequestReader;
import io.afluente.web.infer.tensor.TensorReader;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one inference request: lets it in, reads it, has its pictures answered, and writes what
 * was said. While it waits it holds no thread. Safe for any thread.
 */
final class InferHandler {
    private static final Logger LOG = LoggerFactory.getLogger(InferHandler.class);
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";
    private static final List<String> TRACE = List.of("traceparent", "tracestate");

    private final Answerer answerer;
    private final Admission admission;
    private final InferLimits limits;
    private final InferMeters meters;

    InferHandler(Answerer answerer, Admission admission, InferLimits limits, InferMeters meters) {
        this.answerer = answerer;
        this.admission = admission;
        this.limits = limits;
        this.meters = meters;
    }

    /**
     * Answers a request, now or later.
     *
     * @param serving says what is to answer it, or refuses it
     */
    void handle(Context request, Supplier<Served> serving) {
        long start = System.nanoTime();
        try {
            admission.enter(request);
        } catch (RuntimeException e) {
            refuse(request, start, e);
            return;
        }
        boolean answering = false;
        try {
            Served now = serving.get();
            InferRequest asked = read(request);
            checkOutputs(asked.outputs(), answerer.outputs(now));
            CompletableFuture<List<Answered>> answers =
                    answerer.answer(question(request, asked, now));
            answering = true;
            var unusedLeaving = answers.whenComplete((done, e) -> admission.leave());
            request.future(
                    () ->
                            answers.handleAsync(
                                    (done, e) -> {
                                        tell(request, start, asked, done, e);
                                        return null;
                                    }));
        } catch (RuntimeException e) {
            refuse(request, start, e);
        } finally {
            // whatever went wrong, its place is free again
            if (!answering) {
                admission.leave();
            }
        }
    }

    private static InferRequest read(Context request) {
        byte[] body = request.bodyAsBytes();
        String length = request.header(JSON_LENGTH);
        if (length == null) {
            return RequestReader.read(body, body.length);
        }
        if (!length.matches("\\d{1,9}") || Integer.parseInt(length) > body.length) {
            throw InferException.bad(
                    "%s: must be a whole number up to the body's %,d bytes"
                            .formatted(JSON_LENGTH, body.length));
        }
        return RequestReader.read(body, Integer.parseInt(length));
    }

    private static void checkOutputs(InferRequest.Outputs asked, List<Metadata.Tensor> known) {
        List<String> names = known.stream().map(Metadata.Tensor::name).toList();
        for (InferRequest.Wanted wanted : asked.wanted()) {
            if (!names.contains(wanted.name())) {
                throw InferResponse.unknown(wanted.name(), names);
            }
        }
    }

    private Question question(Context request, InferRequest asked, Served now) {
        int most = answerer.mostImages(limits.images());
        List<Picture> pictures = new TensorReader(now.spec(), most).pictures(asked.images());
        Map<String, String> trace = new HashMap<>();
        for (String name : TRACE) {
            if (request.header(name) != null) {
                trace.put(name, request.header(name));
            }
        }
        return new Question(pictures, asked.ink(), InferRoutes.version(request), trace);
    }

    private void tell(
            Context request, long start, InferRequest asked, List<Answered> answers, Throwable e) {
        try {
            if (e != null) {
                throw Patience.unchecked(e);
            }
            Served now = answerer.served().orElseThrow(InferHandler::gone);
            InferResponse response = InferResponse.of(asked, answers, now);
            if (response.isBinary()) {
                request.header(JSON_LENGTH, String.valueOf(response.jsonBytes()))
                        .contentType("application/octet-stream");
            } else {
                request.contentType("application/json");
            }
            request.result(response.body());
            meters.done(HttpStatus.OK.getCode(), start, answers.size());
        } catch (RuntimeException refused) {
            refuse(request, start, refused);
        }
    }

    private static InferException gone() {
        return InferException.unavailable("no version serves any more");
    }

    private void refuse(Context request, long start, RuntimeException e) {
        InferException refusal = refusalOf(e);
        Errors.tell(request, refusal);
        meters.done(refusal.status().getCode(), start, 0);
    }

    private static InferException refusalOf(RuntimeException e) {
        if (e instanceof InferException refusal) {
            return refusal;
        }
        if (e instanceof HttpResponseException http) {
            return new InferException(HttpStatus.forStatus(http.getStatus()), http.getMessage());
        }
        if (e instanceof HttpException.RuntimeException http) {
            return new InferException(HttpStatus.forStatus(http.getCode()), http.getReason());
        }
        LOG.error("A request over HTTP failed", e);
        return new InferException(HttpStatus.INTERNAL_SERVER_ERROR, "this process has failed");
    }
}
