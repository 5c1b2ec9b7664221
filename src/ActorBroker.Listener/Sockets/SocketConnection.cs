using System.Net.Sockets;
using ActorBroker.Listener.Sessions;

namespace ActorBroker.Listener.Sockets;

/// <summary>Carries a session's bytes over a socket: receives while the session wants more, sends what it has, closes when it is over.</summary>
internal sealed class SocketConnection(Socket socket)
{
    private const int SegmentsAtOnce = 16;

    private readonly Signal _mayReceive = new();
    private readonly Signal _maySend = new();
    private ClientSession _session = null!;

    /// <summary>The client, as text.</summary>
    public string Address { get; } = socket.RemoteEndPoint?.ToString() ?? "unknown";

    /// <summary>Called by the session from any thread.</summary>
    public void Wake()
    {
        _mayReceive.Set();
        _maySend.Set();
    }

    /// <summary>Runs until the connection is over; then the socket is closed.</summary>
    public async Task RunAsync(ClientSession session)
    {
        _session = session;
        try
        {
            var sending = SendAsync();
            await ReceiveAsync();
            session.Drain();
            await sending;
        }
        finally
        {
            socket.Dispose();
            session.Close();
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            // What was processed may have ended the connection, with nobody else to say so.
            for (_session.Process(); !_session.IsOver; _session.Process())
            {
                if (!_session.WantsBytes)
                    await _mayReceive.WaitAsync();
                else if (await ReceiveSomeAsync() is > 0 and var count)
                    _session.Received(count);
                else
                    return;
            }
        }
        catch (SocketException)
        {
            // The client is gone; so is what it had asked.
        }
    }

    /// <summary>Waits for bytes without holding a block: an idle connection costs none.</summary>
    private async ValueTask<int> ReceiveSomeAsync()
    {
        if (socket.Available == 0)
            await socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None);
        return await socket.ReceiveAsync(_session.GetMemory(), SocketFlags.None);
    }

    private async Task SendAsync()
    {
        var segments = new ReadOnlyMemory<byte>[SegmentsAtOnce];
        try
        {
            while (true)
            {
                var count = _session.CopySegmentsTo(segments);
                if (count > 0)
                    await SendAsync(segments.AsMemory(0, count));
                else if (_session.IsOver)
                    break;
                else
                    await _maySend.WaitAsync();
            }
        }
        catch (SocketException)
        {
            // As above.
        }

        // Ends the receiving loop, should it wait for a client who says nothing.
        Shutdown();
    }

    private async ValueTask SendAsync(ReadOnlyMemory<ReadOnlyMemory<byte>> segments)
    {
        for (var index = 0; index < segments.Length; index++)
        {
            var left = segments.Span[index];
            while (!left.IsEmpty)
            {
                var sent = await socket.SendAsync(left, SocketFlags.None);
                left = left[sent..];
                _session.Sent(sent);
            }
        }
    }

    private void Shutdown()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }
}
