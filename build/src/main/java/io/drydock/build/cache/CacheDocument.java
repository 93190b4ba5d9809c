package io.drydock.build.cache;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Digest;
import io.drydock.oci.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * BuildKit's description of a cache: chains of layers, and records of the steps that made them
 * ({@code application/vnd.buildkit.cacheconfig.v0}). A member that BuildKit does not know, {@code
 * io.drydock.steps}, says which layer each step made by the keys of Drydock: among the records such
 * keys keep BuildKit from loading others with the same layers.
 */
record CacheDocument(List<Layer> layers, List<Entry> records, List<Known> steps) {
  static final String STEPS = "io.drydock.steps";
  static final String MEDIA_TYPE = "application/vnd.buildkit.cacheconfig.v0";
  static final int NO_PARENT = -1;

  CacheDocument {
    layers = List.copyOf(layers);
    records = List.copyOf(records);
    steps = List.copyOf(steps);
  }

  /**
   * What Drydock knows of a step.
   *
   * @param key as 64 hex digits
   * @param output the layer that the step added
   */
  record Known(String key, Output output) {}

  /**
   * A layer on top of others.
   *
   * @param parent the index of the layer below, or {@link #NO_PARENT}
   * @param diffId of the uncompressed layer, where the document says it
   */
  record Layer(Digest blob, int parent, Optional<Digest> diffId) {}

  /**
   * A step.
   *
   * @param digest the step's key without its inputs
   * @param results each the index of the upper layer of what it made
   * @param inputs for each input the records that it may be
   */
  record Entry(Digest digest, List<Output> results, List<List<Link>> inputs) {
    Entry {
      results = List.copyOf(results);
      inputs = List.copyOf(inputs);
    }
  }

  record Output(int layer, Optional<Instant> created) {}

  /**
   * @param record the index of the record that the input is
   * @param selector the digest of what is used of it, empty for all
   */
  record Link(int record, String selector) {}

  /**
   * The document that the bytes hold.
   *
   * @throws DrydockException of kind INVALID when they hold none, or its indexes lead nowhere
   */
  static CacheDocument parse(byte[] bytes) {
    JsonObject json = Json.object(bytes, "build cache");
    var layers = new ArrayList<Layer>();
    for (JsonObject each : Json.children(json, "layers")) {
      Optional<Digest> diffId =
          Json.child(each, "annotations")
              .flatMap(annotations -> Json.string(annotations, "diffID"))
              .filter(Digest::isValid)
              .map(Digest::parse);
      layers.add(
          new Layer(
              Digest.parse(Json.string(each, "blob").orElse("")),
              index(each, "parent", 0),
              diffId));
    }
    var document =
        new CacheDocument(
            layers, records(Json.children(json, "records")), steps(Json.children(json, STEPS)));
    document.check();
    return document;
  }

  /** The records alone, as images carry them; their layers are the image's. */
  static List<Entry> parseRecords(byte[] bytes) {
    if (!(Json.parse(bytes, "inline cache") instanceof JsonArray array)) {
      throw new DrydockException(ErrorKind.INVALID, "the inline cache is no list of records");
    }
    var wrapped = new JsonObject();
    wrapped.add("records", array);
    return records(Json.children(wrapped, "records"));
  }

  /** Drydock's steps alone, as images carry them. */
  static List<Known> parseSteps(byte[] bytes) {
    return steps(Json.children(Json.object(bytes, "inline cache"), STEPS));
  }

  private static List<Known> steps(List<JsonObject> array) {
    var steps = new ArrayList<Known>();
    for (JsonObject each : array) {
      var output = new Output(index(each, "layer", 0), time(each));
      steps.add(new Known(Json.string(each, "key").orElse(""), output));
    }
    return steps;
  }

  private static List<Entry> records(List<JsonObject> array) {
    var records = new ArrayList<Entry>();
    for (JsonObject each : array) {
      var results = new ArrayList<Output>();
      for (JsonObject result : Json.children(each, "layers")) {
        results.add(new Output(index(result, "layer", 0), time(result)));
      }
      for (JsonObject chain : Json.children(each, "chains")) {
        chainTop(chain).ifPresent(results::add);
      }
      var digest = Digest.parse(Json.string(each, "digest").orElse(""));
      records.add(new Entry(digest, results, inputs(each)));
    }
    return records;
  }

  private static Optional<Output> chainTop(JsonObject chain) {
    return chain.get("layers") instanceof JsonArray layers && !layers.isEmpty()
        ? Optional.of(new Output(layers.get(layers.size() - 1).getAsInt(), time(chain)))
        : Optional.empty();
  }

  private static List<List<Link>> inputs(JsonObject record) {
    var inputs = new ArrayList<List<Link>>();
    if (record.get("inputs") instanceof JsonArray array) {
      for (JsonElement each : array) {
        var wrapped = new JsonObject();
        wrapped.add("links", each);
        var links = new ArrayList<Link>();
        for (JsonObject link : Json.children(wrapped, "links")) {
          links.add(new Link(index(link, "link", 0), Json.string(link, "selector").orElse("")));
        }
        inputs.add(List.copyOf(links));
      }
    }
    return inputs;
  }

  private static Optional<Instant> time(JsonObject json) {
    return Json.string(json, "createdAt")
        .map(Timestamps::parse)
        .filter(each -> each.isAfter(Instant.EPOCH));
  }

  private static int index(JsonObject json, String key, int otherwise) {
    return Math.toIntExact(Json.number(json, key).orElse((long) otherwise));
  }

  /**
   * Checks that all indexes lead somewhere.
   *
   * @throws DrydockException of kind INVALID when one does not
   */
  void check() {
    for (int i = 0; i < layers.size(); i++) {
      require(layers.get(i).parent(), layers.size(), NO_PARENT);
    }
    steps.forEach(each -> require(each.output().layer(), layers.size(), 0));
    for (Entry each : records) {
      each.results().forEach(result -> require(result.layer(), layers.size(), 0));
      each.inputs()
          .forEach(links -> links.forEach(link -> require(link.record(), records.size(), 0)));
    }
  }

  private static void require(int index, int size, int least) {
    if (index < least || index >= size) {
      throw new DrydockException(
          ErrorKind.INVALID, "the build cache refers to part " + index + " of " + size);
    }
  }

  byte[] toBytes() {
    var json = new JsonObject();
    var array = new JsonArray();
    for (Layer each : layers) {
      var layer = new JsonObject();
      layer.addProperty("blob", each.blob().toString());
      if (each.parent() != 0) {
        layer.addProperty("parent", each.parent());
      }
      array.add(layer);
    }
    json.add("layers", array);
    json.add("records", recordsJson());
    json.add(STEPS, stepsJson());
    return Json.bytes(json);
  }

  /** Drydock's steps alone; see {@link #parseSteps}. */
  byte[] stepsToBytes() {
    var json = new JsonObject();
    json.add(STEPS, stepsJson());
    return Json.bytes(json);
  }

  private JsonArray stepsJson() {
    var array = new JsonArray();
    for (Known each : steps) {
      JsonObject step = json(each.output());
      step.addProperty("key", each.key());
      array.add(step);
    }
    return array;
  }

  /** The records alone; see {@link #parseRecords}. */
  byte[] recordsToBytes() {
    return Json.bytes(recordsJson());
  }

  private JsonArray recordsJson() {
    var array = new JsonArray();
    for (Entry each : records) {
      var record = new JsonObject();
      var results = new JsonArray();
      each.results().forEach(result -> results.add(json(result)));
      if (!results.isEmpty()) {
        record.add("layers", results);
      }
      record.addProperty("digest", each.digest().toString());
      var inputs = new JsonArray();
      for (List<Link> links : each.inputs()) {
        var input = new JsonArray();
        links.forEach(link -> input.add(json(link)));
        inputs.add(input);
      }
      if (!inputs.isEmpty()) {
        record.add("inputs", inputs);
      }
      array.add(record);
    }
    return array;
  }

  private static JsonObject json(Output result) {
    var json = new JsonObject();
    json.addProperty("layer", result.layer());
    result.created().ifPresent(time -> json.addProperty("createdAt", Timestamps.format(time)));
    return json;
  }

  private static JsonObject json(Link link) {
    var json = new JsonObject();
    if (!link.selector().isEmpty()) {
      json.addProperty("selector", link.selector());
    }
    json.addProperty("link", link.record());
    return json;
  }
}
