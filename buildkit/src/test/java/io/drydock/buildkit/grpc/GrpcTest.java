package io.drydock.buildkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls between the two roles: one message, many, errors, deadlines, cancelling, holding back. */
@Timeout(30)
class GrpcTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(2, LocalIoHandler.newFactory());
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private GrpcClient client;

  @BeforeEach
  void connect() throws Exception {
    var server =
        new GrpcServer(
            Map.of(
                "/t.S/Echo",
                GrpcMethod.unary((request, _) -> request),
                "/t.S/Says",
                GrpcMethod.unary((_, metadata) ->
                    String.join(",", metadata.all("words")).getBytes(StandardCharsets.UTF_8)),
                "/t.S/Double",
                GrpcTest::echoAll,
                "/t.S/Fail",
                _ -> {
                  throw new DrydockException(ErrorKind.NOT_FOUND, "nöthing % here");
                },
                "/t.S/Detailed",
                _ -> {
                  throw new GrpcException(Code.INVALID_ARGUMENT, "detailed")
                      .withDetails(List.of(new byte[] {1}, new byte[5000]));
                },
                "/t.S/Hang",
                this::hang));
    var address = new LocalAddress(GrpcTest.class);
    new ServerBootstrap()
        .group(group)
        .channel(LocalServerChannel.class)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                server.serve(channel);
              }
            })
        .bind(address)
        .sync();
    var made = new CompletableFuture<GrpcClient>();
    new Bootstrap()
        .group(group)
        .channel(LocalChannel.class)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                made.complete(GrpcClient.over(channel));
              }
            })
        .connect(address)
        .sync();
    client = made.get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void end() {
    client.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static void echoAll(GrpcStream stream) throws InterruptedException {
    for (Optional<byte[]> next = stream.receive(); next.isPresent(); next = stream.receive()) {
      stream.send(next.get());
    }
  }

  private void hang(GrpcStream stream) throws InterruptedException {
    try {
      Thread.sleep(Duration.ofMinutes(1));
    } catch (InterruptedException e) {
      ended.complete("interrupted");
      throw e;
    }
  }

  @Test
  void oneMessageEachWay() throws Exception {
    assertThat(client.call("/t.S/Echo", new byte[] {1, 2}, PATIENCE)).containsExactly(1, 2);
    byte[] big = new byte[5_000_000];
    assertThat(client.call("/t.S/Echo", big, PATIENCE)).hasSize(big.length);
    assertThat(client.call("/t.S/Echo", new byte[0], PATIENCE)).isEmpty();
  }

  @Test
  void metadataArrives() throws Exception {
    var metadata = new Metadata(Map.of("words", List.of("one", "two")));
    try (GrpcStream stream = client.open("/t.S/Says", metadata, Optional.of(PATIENCE))) {
      stream.send(new byte[0]);
      stream.closeSending();
      assertThat(new String(stream.receiveOne(), StandardCharsets.UTF_8)).isEqualTo("one,two");
    }
  }

  @Test
  void manyMessagesBothWaysAtOnce() throws Exception {
    int count = 2000;
    try (GrpcStream stream = client.open("/t.S/Double", Metadata.EMPTY, Optional.empty())) {
      Thread sending =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < count; i++) {
                    stream.send(new byte[20_000]);
                  }
                  stream.closeSending();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      int received = 0;
      for (Optional<byte[]> next = stream.receive(); next.isPresent(); next = stream.receive()) {
        received += next.get().length == 20_000 ? 1 : 0;
      }
      sending.join();
      assertThat(received).isEqualTo(count);
    }
  }

  @Test
  void errorsKeepTheirWords() {
    assertThatThrownBy(() -> client.call("/t.S/Fail", new byte[0], PATIENCE))
        .isInstanceOf(GrpcException.class)
        .hasMessage("nöthing % here");
    assertThatThrownBy(() -> client.call("/t.S/None", new byte[0], PATIENCE))
        .isInstanceOfSatisfying(
            GrpcException.class, e -> assertThat(e.code()).isEqualTo(Code.UNIMPLEMENTED));
  }

  @Test
  void errorsKeepTheirDetails() {
    assertThatThrownBy(() -> client.call("/t.S/Detailed", new byte[0], PATIENCE))
        .hasMessage("detailed")
        .isInstanceOfSatisfying(
            GrpcException.class,
            e -> assertThat(e.details()).containsExactly(new byte[] {1}, new byte[5000]));
  }

  @Test
  void aDeadlineEndsTheCall() {
    assertThatThrownBy(() -> client.call("/t.S/Hang", new byte[0], Duration.ofMillis(200)))
        .isInstanceOfSatisfying(
            GrpcException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
    assertThat(ended).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("interrupted");
  }

  @Test
  void cancellingInterruptsTheOtherSide() throws Exception {
    GrpcStream stream = client.open("/t.S/Hang", Metadata.EMPTY, Optional.empty());
    stream.send(new byte[0]);
    stream.close();
    assertThat(ended).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("interrupted");
  }

  @Test
  void aLostConnectionEndsTheCall() throws Exception {
    GrpcStream stream = client.open("/t.S/Hang", Metadata.EMPTY, Optional.empty());
    stream.send(new byte[0]);
    client.close();
    assertThatThrownBy(stream::receive).isInstanceOf(GrpcException.class);
    assertThat(ended).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("interrupted");
  }
}
