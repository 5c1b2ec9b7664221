namespace Akka.Event;

/// <summary>The class in log events whose source is only a text.</summary>
public class DummyClassForStringSources
{
}
