package io.drydock.buildkit.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** {@code google.rpc.Status} in a trailer: how gRPC carries what an error says for programs. */
final class StatusDetails {
  static final String TRAILER = "grpc-status-details-bin";

  private static final int CODE = 1;
  private static final int MESSAGE = 2;
  private static final int DETAILS = 3;

  private StatusDetails() {}

  /** The value of the trailer. */
  static String encode(Code code, String message, List<byte[]> details) {
    var bytes = new ByteArrayOutputStream();
    var out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeInt32(CODE, code.number());
      out.writeString(MESSAGE, message);
      for (byte[] each : details) {
        out.writeByteArray(DETAILS, each);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /** The details in the trailer's value; none where it makes no sense. */
  static List<byte[]> decode(String value) {
    var details = new ArrayList<byte[]>();
    try {
      CodedInputStream in = CodedInputStream.newInstance(Base64.getDecoder().decode(value));
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == DETAILS) {
          details.add(in.readByteArray());
        } else {
          in.skipField(tag);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      return List.of();
    }
    return details;
  }
}
