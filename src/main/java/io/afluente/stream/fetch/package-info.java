/**
 * Pictures that records only refer to: fetched from addresses that an operator has allowed.
 *
 * <p>The way of a {@link PictureReference}: {@link FetchUrl} takes its URL apart, {@link AllowList}
 * says whether it may be fetched, {@link HttpFetch} or {@link FileFetch} gets it within limits, and
 * {@link Fetcher} checks its hash. What goes wrong is a {@link FetchException}, which says whether
 * that may pass.
 *
 * <p>A URL is a stranger's word: what stands here keeps a sender from reaching by our hands what it
 * can't reach itself. Open {@link Fetcher} first. Knows no Kafka; only this room knows the signer
 * of requests to object stores.
 */
package io.afluente.stream.fetch;
