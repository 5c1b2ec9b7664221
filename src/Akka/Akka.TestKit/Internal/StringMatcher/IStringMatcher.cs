namespace Akka.TestKit.Internal.StringMatcher;

/// <summary>Says whether a message or a source is the wanted one; its text says so in words.</summary>
public interface IStringMatcher
{
    bool IsMatch(string s);
}
