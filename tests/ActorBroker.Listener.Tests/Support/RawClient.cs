using System.Net;
using System.Net.Sockets;

namespace ActorBroker.Listener.Tests.Support;

/// <summary>A socket that says what it likes.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000 };

    public RawClient(IPEndPoint endPoint) => _socket.Connect(endPoint);

    public void Send(ReadOnlySpan<byte> bytes) => _socket.Send(bytes);

    /// <summary>Sends for as long as the other side takes bytes; gives how many it took.</summary>
    public long SendWhileTaken(byte[] bytes)
    {
        _socket.Blocking = false;
        var sent = 0L;
        while (_socket.Poll(TimeSpan.FromSeconds(2), SelectMode.SelectWrite))
            sent += _socket.Send(bytes.AsSpan((int)(sent % bytes.Length)));
        _socket.Blocking = true;
        return sent;
    }

    /// <summary>Reads so many bytes.</summary>
    public byte[] Receive(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = _socket.Receive(bytes.AsSpan(read));
            Assert.True(more > 0, $"the broker closed the connection after {read} of {count} bytes");
            read += more;
        }

        return bytes;
    }

    /// <summary>What comes before the broker closes the connection; null when it resets it.</summary>
    public byte[]? ReceiveToEnd()
    {
        using var all = new MemoryStream();
        var buffer = new byte[65_536];
        try
        {
            for (var count = _socket.Receive(buffer); count > 0; count = _socket.Receive(buffer))
                all.Write(buffer, 0, count);
            return all.ToArray();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return null;
        }
    }

    /// <summary>Ends the connection by a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();
}
