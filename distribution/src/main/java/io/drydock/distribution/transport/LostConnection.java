package io.drydock.distribution.transport;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Says why no reply came, and whether it is worth to ask again. */
public final class LostConnection {
  private LostConnection() {}

  static DrydockException of(Call call, IOException cause) {
    return new DrydockException(
        ErrorKind.UNAVAILABLE, call.describe() + ": " + reason(call, cause), cause);
  }

  /** The reason in words; the JDK gives some of these exceptions no message at all. */
  private static String reason(Call call, IOException cause) {
    Origin origin = Origin.of(call.uri());
    String host = origin.host();
    return switch (cause) {
      case HttpConnectTimeoutException _ -> "no connection to " + host + " within the time limit";
      case HttpTimeoutException _ -> host + " did not answer within the time limit";
      case ConnectException e when hasCause(e, UnresolvedAddressException.class) ->
          "no such host: " + host;
      case UnknownHostException _ -> "no such host: " + host;
      case ConnectException e ->
          "dial tcp " + host + ":" + origin.port() + ": " + message(e, "connection refused");
      case SSLException e -> "tls: " + message(e, "handshake failed");
      default -> message(cause, "connection closed");
    };
  }

  private static String message(Throwable e, String otherwise) {
    if (e.getMessage() != null) {
      return e.getMessage().toLowerCase(Locale.ROOT).startsWith("connection re")
          ? e.getMessage().toLowerCase(Locale.ROOT)
          : e.getMessage();
    }
    return hasCause(e, ClosedChannelException.class) ? "connect: connection refused" : otherwise;
  }

  /**
   * Whether the failure may pass: a host that does not exist, refuses connections or has the wrong
   * certificate will do so again, unless it has answered before.
   */
  public static boolean mayPass(DrydockException e, boolean answeredBefore) {
    if (e.kind() != ErrorKind.UNAVAILABLE) {
      return false;
    }
    return switch (e.getCause()) {
      case ConnectException _, UnknownHostException _ -> answeredBefore;
      case SSLException ssl -> !isOfHandshake(ssl);
      case null, default -> e.getCause() instanceof IOException;
    };
  }

  private static boolean isOfHandshake(SSLException e) {
    return e instanceof SSLHandshakeException
        || message(e, "").contains("Unsupported or unrecognized SSL message");
  }

  private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    for (Throwable each = e.getCause(); each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return true;
      }
    }
    return false;
  }
}
