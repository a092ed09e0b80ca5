package dev.breakwater.scanner.lockfile;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML of strangers: no document type, no entities, bounded in depth. Namespaces do not matter. */
final class Xml {

  private static final int MAX_DEPTH = 64;

  /** An element with its attributes, its own text and the elements inside. */
  static final class Element {
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Element> children = new ArrayList<>();

    private Element(String name) {
      this.name = name;
    }

    /** The local name. */
    String name() {
      return name;
    }

    /** The attribute; empty when there is none. */
    String attribute(String attribute) {
      return attributes.getOrDefault(attribute, "");
    }

    /** Its own text. */
    String text() {
      return text.toString().strip();
    }

    List<Element> children() {
      return children;
    }

    /** The first element of that name inside; one without anything when there is none. */
    Element child(String wanted) {
      for (Element child : children) {
        if (child.name.equals(wanted)) {
          return child;
        }
      }
      return new Element(wanted);
    }

    /** The elements of that name inside the first element {@code list}. */
    List<Element> list(String list, String wanted) {
      return child(list).children.stream().filter(each -> each.name.equals(wanted)).toList();
    }
  }

  private Xml() {}

  /**
   * Reads a document.
   *
   * @param what the file, for messages
   * @return its outermost element
   * @throws MalformedException when it is not XML, or has a document type
   * @throws LimitExceededException when it is nested too deep
   */
  static Element read(byte[] xml, String what) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    try {
      // Names and versions are ASCII: whatever encoding is declared, UTF-8 reads them.
      String text = new String(xml, StandardCharsets.UTF_8);
      StringReader source = new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text);
      return document(factory.createXMLStreamReader(source), what);
    } catch (XMLStreamException e) {
      throw new MalformedException(what + ": " + e.getMessage());
    }
  }

  private static Element document(XMLStreamReader reader, String what)
      throws IOException, XMLStreamException {
    Element top = new Element("");
    Deque<Element> open = new ArrayDeque<>(List.of(top));
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() > MAX_DEPTH) {
            throw new LimitExceededException("levels in XML of " + what, MAX_DEPTH);
          }
          Element element = new Element(reader.getLocalName());
          for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
          }
          open.getFirst().children.add(element);
          open.push(element);
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            open.getFirst().text.append(reader.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new MalformedException(what + ": a document type or an entity is not allowed");
        default -> {}
      }
    }
    return top.children.isEmpty() ? top : top.children.getFirst();
  }
}
