package io.drydock.buildkit.message;

import java.util.List;
import java.util.Optional;

/**
 * What {@code LLBBridge.Return} says: the result that the client chose, or why there is none.
 *
 * @param code of gRPC, 0 where there is a result
 * @param details of the error, as they came
 */
public record ReturnRequest(
    Optional<FrontendResult> result, int code, String error, List<byte[]> details) {
  public ReturnRequest {
    details = List.copyOf(details);
  }

  public static ReturnRequest decode(byte[] message) {
    Wire wire = Wire.read(message);
    Optional<Wire> error = wire.child(2);
    return new ReturnRequest(
        wire.child(1).map(FrontendResult::read),
        error.map(each -> (int) each.number(1)).orElse(0),
        error.map(each -> each.text(2)).orElse(""),
        error.map(each -> each.byteStrings(3)).orElse(List.of()));
  }
}
