using ActorBroker.Benchmarks.Records;
using BenchmarkDotNet.Running;

if (args is ["records"])
    RecordSpeed.Run(Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
