package io.drydock.engine.network;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A question to a name server, written against RFC 1035 alone.
 *
 * @param code of the answer, or -1 when none came
 * @param texts addresses or names
 */
record Dig(int code, List<String> texts) {
  private static final int TIMEOUT_MILLIS = 6_000;

  static Dig of(String server, String name, int type) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(server), 53));
      socket.setSoTimeout(TIMEOUT_MILLIS);
      byte[] question = question(name, type);
      socket.send(new DatagramPacket(question, question.length));
      var answer = new DatagramPacket(new byte[4096], 4096);
      socket.receive(answer);
      return parse(Arrays.copyOf(answer.getData(), answer.getLength()));
    }
  }

  static Dig overTcp(String server, String name, int type) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(server), 53), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      var out = new DataOutputStream(socket.getOutputStream());
      byte[] question = question(name, type);
      out.writeShort(question.length);
      out.write(question);
      var in = new DataInputStream(socket.getInputStream());
      return parse(in.readNBytes(in.readUnsignedShort()));
    }
  }

  private static byte[] question(String name, int type) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    for (String label : name.split("\\.")) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.writeBytes(new byte[] {0, 0, (byte) type, 0, 1});
    return out.toByteArray();
  }

  private static Dig parse(byte[] message) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(message);
    int answers = bytes.getShort(6);
    bytes.position(12);
    name(bytes);
    bytes.position(bytes.position() + 4);
    var texts = new ArrayList<String>();
    for (int i = 0; i < answers; i++) {
      name(bytes);
      int type = bytes.getShort();
      bytes.position(bytes.position() + 6);
      byte[] data = new byte[bytes.getShort()];
      int start = bytes.position();
      bytes.get(data);
      if (type == 12) {
        ByteBuffer there = bytes.duplicate();
        there.position(start);
        texts.add(name(there));
      } else {
        texts.add(InetAddress.getByAddress(data).getHostAddress());
      }
    }
    return new Dig(message[3] & 0xf, texts);
  }

  private static String name(ByteBuffer bytes) {
    var text = new StringBuilder();
    while (true) {
      int length = bytes.get() & 0xff;
      if (length == 0) {
        return text.toString();
      }
      if (length >= 0xc0) {
        int offset = ((length & 0x3f) << 8) | (bytes.get() & 0xff);
        ByteBuffer there = bytes.duplicate();
        there.position(offset);
        return text + (text.isEmpty() ? "" : ".") + name(there);
      }
      byte[] label = new byte[length];
      bytes.get(label);
      text.append(text.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
    }
  }
}
