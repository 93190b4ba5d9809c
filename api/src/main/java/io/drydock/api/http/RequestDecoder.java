package io.drydock.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Decodes one request at a time: what follows it stays undecoded until the answer has ended, since
 * it may be another protocol by then.
 */
final class RequestDecoder extends HttpRequestDecoder {
  private final Runnable firstByte;
  private boolean paused;
  private boolean begun;

  /**
   * @param firstByte is run when the first byte of a request has arrived
   */
  RequestDecoder(HttpLimits limits, Runnable firstByte) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.lineBytes())
            .setMaxHeaderSize(limits.headBytes())
            .setMaxChunkSize(64 << 10)
            .setStrictLineParsing(true)
            .setUseRfc9112TransferEncoding(true)
            .setAllowDuplicateContentLengths(false));
    this.firstByte = firstByte;
  }

  /** Decodes the next request, of which bytes may be here already. */
  void resume(ChannelHandlerContext context) throws Exception {
    paused = false;
    begun = false;
    channelRead(context, Unpooled.EMPTY_BUFFER);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (paused) {
      return;
    }
    if (!begun && in.isReadable()) {
      begun = true;
      firstByte.run();
    }
    super.decode(context, in, out);
    paused = !out.isEmpty() && out.getLast() instanceof LastHttpContent;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    // The superclass would ask for more when nothing was decoded: without an end, while paused.
    discardSomeReadBytes();
    context.fireChannelReadComplete();
  }

  /** A request framed in two ways is read differently by others: never served, RFC 9112 6.3. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
  }
}
