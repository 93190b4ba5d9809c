package io.drydock.engine.network.overlay;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.address.Subnet;
import io.drydock.linux.network.NetworkNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * IPsec between the hosts of overlay networks: ESP in transport mode with AES-GCM (RFC 4106) for
 * all UDP packets to one port. Each direction between two hosts has a key of its own, made of the
 * shared one and both addresses. Packets that come in unprotected are dropped by the kernel.
 */
public final class Encryption {
  private static final int SHORTEST_KEY_BYTES = 16;

  /** A key of 128 bits and a salt of 32. */
  private static final int MATERIAL_BYTES = 20;

  private static final int TAG_BITS = 128;

  private final NetworkNamespace host;
  private final Path keyFile;
  private final int port;

  /**
   * Protection by a shared key.
   *
   * @param keyFile that holds it, as text or bytes
   * @param port of UDP
   */
  public Encryption(NetworkNamespace host, Path keyFile, int port) {
    this.host = host;
    this.keyFile = keyFile;
    this.port = port;
  }

  /** Reads the key, to see that it can be read. */
  public void check() {
    secret();
  }

  /**
   * Protects what passes between this host and others.
   *
   * @throws DrydockException of kind UNSUPPORTED when the kernel cannot
   */
  public void protect(InetAddress self, List<InetAddress> others) {
    byte[] secret = secret();
    try {
      for (InetAddress other : others) {
        protect(secret, self, other, "out");
        protect(secret, other, self, "in");
      }
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private void protect(byte[] secret, InetAddress from, InetAddress to, String direction) {
    byte[] material = derive(secret, from, to);
    String source = Subnet.text(from);
    String target = Subnet.text(to);
    int number = 0x1000_0000 | ByteBuffer.wrap(material, MATERIAL_BYTES, 4).getInt() >>> 4;
    String spi = "0x" + Integer.toHexString(number);
    String key = "0x" + HexFormat.of().formatHex(material, 0, MATERIAL_BYTES);
    String ends = "src " + source + " dst " + target;
    require(
        "xfrm state add %s proto esp spi %s reqid %d mode transport aead rfc4106(gcm(aes)) %s %d"
            .formatted(ends, spi, port, key, TAG_BITS));
    require(
        "xfrm policy update %s proto udp dport %d dir %s tmpl %s proto esp reqid %d mode transport"
            .formatted(ends, port, direction, ends, port));
  }

  private static byte[] derive(byte[] secret, InetAddress from, InetAddress to) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update("drydock overlay".getBytes(StandardCharsets.UTF_8));
      mac.update(from.getAddress());
      return mac.doFinal(to.getAddress());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] secret() {
    try {
      byte[] secret = Files.readAllBytes(keyFile);
      if (secret.length >= SHORTEST_KEY_BYTES) {
        return secret;
      }
      throw new DrydockException(
          ErrorKind.INVALID,
          "the key in \"" + keyFile + "\" has fewer than " + SHORTEST_KEY_BYTES + " bytes");
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read the overlay network's key \"" + keyFile + "\"", e);
    }
  }

  private void require(String command) {
    String said = attempt(command);
    // Protection of an earlier engine stays: to begin anew under the same key would repeat nonces.
    if (!said.isEmpty() && !said.contains("File exists")) {
      throw new DrydockException(
              ErrorKind.UNSUPPORTED,
              "this kernel cannot encrypt overlay networks: " + said.lines().findFirst().get())
          .withHint("It needs ESP and AES-GCM: the modules esp4, esp6 and gcm.");
    }
  }

  /** Runs a command of ip(8); keys go over its input, where no list of processes shows them. */
  private String attempt(String command) {
    return host.call(() -> {
      Process process = new ProcessBuilder("ip", "-batch", "-").redirectErrorStream(true).start();
      try (var in = process.getOutputStream()) {
        in.write((command + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    });
  }
}
