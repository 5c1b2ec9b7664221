using System.Threading.Channels;

namespace ActorBroker.Listener.Sockets;

/// <summary>Wakes one waiting loop; wake-ups that come while it is awake are remembered as one.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Any thread.</summary>
    public void Set() => _channel.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync() => _channel.Reader.ReadAsync();
}
