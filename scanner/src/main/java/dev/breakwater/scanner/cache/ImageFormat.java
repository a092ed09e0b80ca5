package dev.breakwater.scanner.cache;

import dev.breakwater.image.facts.BaseImage;
import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.LayerId;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.scanner.limit.MalformedException;
import java.time.Instant;
import java.util.List;

/** The facts of an image as bytes. */
final class ImageFormat {
  private static final List<BaseImage.Evidence> EVIDENCE = List.of(BaseImage.Evidence.values());

  private ImageFormat() {}

  static byte[] write(ImageFacts image) {
    Encoder out = new Encoder();
    out.digest(image.digest());
    out.optional(image.indexDigest(), out::digest);
    out.text(image.platform().os());
    out.text(image.platform().architecture());
    out.text(image.platform().variant());
    write(out, image.configuration());
    out.list(
        image.layers(),
        layer -> {
          out.digest(layer.digest());
          out.optional(layer.diffId(), out::digest);
        });
    out.optional(
        image.base(),
        base -> {
          out.text(base.name());
          out.constant(base.evidence());
        });
    out.optional(image.operatingSystem(), system -> FindingsFormat.write(out, system));
    out.list(image.buildInfo(), info -> FindingsFormat.write(out, info));
    out.list(image.packages(), found -> FindingsFormat.write(out, found));
    out.list(image.secrets(), secret -> FindingsFormat.write(out, secret));
    out.list(image.misconfigurations(), weakness -> FindingsFormat.write(out, weakness));
    out.list(image.problems(), problem -> FindingsFormat.write(out, problem));
    return out.toByteArray();
  }

  static ImageFacts read(byte[] bytes) throws MalformedException {
    Decoder in = new Decoder(bytes);
    ImageFacts image =
        new ImageFacts(
            in.digest(),
            in.optional(in::digest),
            new Platform(in.text(), in.text(), in.text()),
            readConfiguration(in),
            in.list(() -> new LayerId(in.digest(), in.optional(in::digest))),
            in.optional(() -> new BaseImage(in.text(), in.constant(EVIDENCE))),
            in.optional(() -> FindingsFormat.readSystem(in)),
            in.list(() -> FindingsFormat.readBuildInfo(in)),
            in.list(() -> FindingsFormat.readPackage(in)),
            in.list(() -> FindingsFormat.readSecret(in)),
            in.list(() -> FindingsFormat.readMisconfiguration(in)),
            in.list(() -> FindingsFormat.readProblem(in)));
    in.end();
    return image;
  }

  private static void write(Encoder out, ImageConfiguration configuration) {
    out.optional(
        configuration.created(),
        created -> {
          out.number(created.getEpochSecond());
          out.number(created.getNano());
        });
    out.text(configuration.user());
    out.texts(configuration.exposedPorts());
    out.texts(configuration.entrypoint());
    out.texts(configuration.command());
    out.textMap(configuration.environment());
    out.textMap(configuration.labels());
    out.optional(configuration.healthcheck(), out::texts);
    out.list(
        configuration.history(),
        step -> {
          out.text(step.createdBy());
          out.flag(step.emptyLayer());
        });
  }

  private static ImageConfiguration readConfiguration(Decoder in) throws MalformedException {
    return new ImageConfiguration(
        in.optional(() -> readInstant(in)),
        in.text(),
        in.texts(),
        in.texts(),
        in.texts(),
        in.textMap(),
        in.textMap(),
        in.optional(in::texts),
        in.list(() -> new ImageConfiguration.Step(in.text(), in.flag())));
  }

  private static Instant readInstant(Decoder in) throws MalformedException {
    long second = in.number();
    long nano = in.number();
    if (second < Instant.MIN.getEpochSecond() + 1
        || second > Instant.MAX.getEpochSecond() - 1
        || nano < 0
        || nano > 999_999_999) {
      throw new MalformedException("cached facts: an impossible time");
    }
    return Instant.ofEpochSecond(second, nano);
  }
}
