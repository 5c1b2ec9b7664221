namespace Akka.TestKit;

/// <summary>A filter that keeps events from being printed until it is unmuted or disposed.</summary>
public interface IUnmutableFilter : IDisposable
{
    void Unmute();
}
