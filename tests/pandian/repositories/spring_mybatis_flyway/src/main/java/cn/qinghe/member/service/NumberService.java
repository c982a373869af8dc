package cn.qinghe.member.service;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Service;

@Service
public class NumberService {

    private final AtomicLong last = new AtomicLong();

    public String next() {
        return "M%08d".formatted(last.incrementAndGet());
    }
}
